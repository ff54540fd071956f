package layout

import "testing"

func TestBlanksThatSetWideAreNone(t *testing.T) {
	for in, want := range map[string]string{
		"工 作 计 划":           "工作计划",
		"全 世 界 无 产 者， 联  合": "全世界无产者，联合",
		"张三 李四 王五":          "张三 李四 王五",
		"a b c d":           "a b c d",
		"2024 年 3 月":        "2024 年 3 月",
	} {
		if got := unspaced(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
