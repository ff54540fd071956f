package segment

import (
	"strings"
)

// bureauOf parts the name of an issuer into its region and the bureau's own name:
// 河口区|市场监督管理局. A government, a street office and a committee that rules a region
// are the region themselves: bureau is "" for them.
func bureauOf(issuer string) (region, bureau string) {
	name := issuer
	if strings.Contains(name, "、") || strings.Contains(name, " ") {
		return "", "" // several
	}
	name = strings.TrimPrefix(name, "中共")
	if regional(name) {
		return name, "" // a town
	}
	region, bureau = partRegion(name)
	for _, own := range []string{"委", "党委"} { // 永安市|委|宣传部
		if rest, ok := strings.CutPrefix(bureau, own); ok && region != "" && officeEnd("某"+rest) != "" && !strings.HasPrefix(rest, "员") {
			bureau = rest
		}
	}
	for _, own := range []string{"党组", "党委", "党总支", "党支部", "机关党委"} { // the bureau's own party group
		if rest, ok := strings.CutSuffix(bureau, own); ok && officeEnd(rest) != "" {
			bureau = rest
		}
	}
	if region == "" {
		bureau = withoutLevel(bureau) // 县财政局
	}
	if office, ok := strings.CutPrefix(bureau, "人民政府"); ok && officeEnd(office) != "" && !rules(office) {
		return region, office // 人民政府征兵办公室
	}
	if rules(bureau) {
		return region, ""
	}
	return region, bureau
}

// rules reports whether a body without its region's name is the region's own: its
// government, its party committee, its management committee.
func rules(bureau string) bool {
	switch bureau {
	case "办公室", "办公厅", "委", "党委", "委办公室", "委办公厅", "党委办公室", "镇", "乡", "办事处", "街道办事处", "党工委", "管委会", "管理委员会", "国务院", "国务院办公厅":
		return true
	}
	return strings.HasPrefix(bureau, "人民政府") || strings.HasPrefix(bureau, "政府") || strings.HasSuffix(bureau, "人民政府") ||
		strings.HasPrefix(bureau, "国务院") || strings.HasSuffix(bureau, "办事处") || strings.HasSuffix(bureau, "人民政府办公室") || strings.HasSuffix(bureau, "人民政府办公厅")
}

// partRegion takes the longest run of regions off the start of name that leaves a body: one
// that begins with a field of work, else any. Of two runs the one whose rest is named
// after a field wins.
func partRegion(name string) (region, rest string) {
	r := []rune(name)
	ends := regionEnds(r)
	for i := len(r) - 1; i >= 0; i-- {
		if ends[i] && startsField(string(r[i:])) {
			return string(r[:i]), string(r[i:])
		}
	}
	for i := len(r) - 1; i > 0; i-- {
		body := string(r[i:])
		if ends[i] && len(r)-i >= 2 && (officeEnd("某"+body) != "" && !brokenWord(body) || rules(body)) {
			return string(r[:i]), body
		}
	}
	return "", name
}

// regional reports whether s is nothing but names of regions.
func regional(s string) bool {
	r := []rune(s)
	return regionEnds(r)[len(r)]
}

// brokenWord reports whether a body begins with the end of a region's name or the second
// half of a word: 区民政局, 域治理中心.
func brokenWord(body string) bool {
	for _, w := range []string{"区", "县", "市", "域", "场", "政局", "面", "镇", "乡", "旗", "州", "省", "街道", "级"} {
		if strings.HasPrefix(body, w) {
			return true
		}
	}
	return false
}

// startsField reports whether a body is named after a field of work.
func startsField(body string) bool {
	for _, f := range fields() {
		if strings.HasPrefix(body, f) && len(body) > len(f) {
			return true
		}
	}
	return false
}

// regionSuffixes end the names of regions, longest first where one ends with another.
var regionSuffixes = []string{"特别行政区", "自治区", "自治州", "自治县", "自治旗", "开发区", "高新区", "管理区", "示范区", "新区", "地区", "林区", "街道", "省", "市", "县", "区", "旗", "州", "盟", "镇", "乡"}

// regionEnds tells for every offset of name whether regions alone stand before it. Known
// places count whatever their length; of others the part before the suffix has two to
// five characters (安平市, 红旗区) and the first of the run may have one.
func regionEnds(r []rune) []bool {
	ends := make([]bool, len(r)+1)
	ends[0] = true
	for i := range r {
		if !ends[i] {
			continue
		}
		for _, full := range []string{"XX", "××", "**", "某", "全", "我", "本"} {
			if strings.HasPrefix(string(r[i:]), full) {
				ends[i+len([]rune(full))] = true
			}
		}
		for k := i + 1; k <= len(r) && k-i <= 12; k++ {
			word := string(r[i:k])
			if places()[word] {
				ends[k] = true
				continue
			}
			for _, s := range regionSuffixes {
				stem := k - i - len([]rune(s))
				if strings.HasSuffix(word, s) && (stem >= 1 && stem <= 5 || stem == 0 && i > 0) && isHan(r[i]) && !noRegion(word) {
					ends[k] = true
					break
				}
			}
		}
	}
	return ends
}

// noRegion holds for words that end like the name of a region and are none.
func noRegion(word string) bool {
	for _, w := range []string{"城市", "社区", "小区", "校区", "景区", "片区", "库区", "军区", "战区", "城镇", "全区", "乡镇"} {
		if strings.HasSuffix(word, w) {
			return true
		}
	}
	return false
}

// fullName is the name of a unit without its region, abbreviations written out: 市发改委 is
// 发展和改革委员会.
func fullName(unit string) string {
	name := strings.TrimSpace(unit)
	if strings.HasPrefix(name, "各") || strings.HasPrefix(name, "有关") || strings.HasPrefix(name, "相关") {
		return unfoldBrackets(name)
	}
	if short := withoutLevel(name); aliases()[short] != "" {
		return aliases()[short]
	}
	if aliases()[name] != "" {
		return aliases()[name]
	}
	if _, rest := partRegion(name); rest != name {
		name = rest
	} else {
		name = withoutLevel(name)
	}
	if full := aliases()[name]; full != "" {
		return full
	}
	return name
}

// withoutLevel takes the word for a level off a unit's name: 市财政局, 区委宣传部.
func withoutLevel(name string) string {
	for _, level := range []string{"国家", "市委", "县委", "区委", "省委", "州委", "市", "县", "区", "省", "州", "旗", "镇", "乡"} {
		if rest, ok := strings.CutPrefix(name, level); ok && officeEnd("某"+rest) != "" && utf8Len(rest) >= 2 && !brokenWord(rest) {
			return rest
		}
	}
	return name
}

func utf8Len(s string) int { return len([]rune(s)) }
