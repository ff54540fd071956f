package worker

import "os"

// environment is what readers need of the environment: where caches and temporary files
// are, where programs are found, and the locale.
func environment() []string {
	var env []string
	for _, name := range []string{
		"PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "LANG", "LC_ALL", "TESSDATA_PREFIX", "GANGMU_SOFFICE",
		"SystemRoot", "TEMP", "TMP", "USERPROFILE", "LocalAppData", // Windows
	} {
		if v, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+v)
		}
	}
	return append(env, "GOTRACEBACK=none")
}
