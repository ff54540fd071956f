package gangmu

//go:generate go run ./testdata/make testdata
