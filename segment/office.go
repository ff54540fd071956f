package segment

import (
	"regexp"
	"strings"
)

// officeSuffixes end the names of offices that issue plans. They are matched at the
// end of a name, longest first.
var officeSuffixes = []string{
	"人民政府办公厅", "人民政府办公室", "委员会办公室", "人民政府", "街道办事处", "办事处", "管理委员会", "委员会", "管委会",
	"领导小组办公室", "领导小组", "办公厅", "办公室", "人民法院", "人民检察院", "人民武装部", "指挥部", "联合会", "基金会",
	"国务院", "党组", "党委", "党工委", "总工会", "妇联", "团委", "工商联", "残联", "科协", "红十字会",
	"总局", "分局", "支队", "大队", "中心", "总队", "总站", "学校", "医院", "公司", "银行", "档案馆", "图书馆", "博物馆",
	"市委", "县委", "区委", "省委", "局", "委", "厅", "部", "办", "署", "院", "馆", "处", "社", "镇", "乡",
}

// officeEnd is the suffix with which name ends as the name of an office, or "".
func officeEnd(name string) string {
	for _, s := range officeSuffixes {
		if strings.HasSuffix(name, s) && len(name) > len(s) || name == "国务院" {
			return s
		}
	}
	return ""
}

// leadingOffice is the longest name of an office at the start of a title, or "". What
// comes behind it must be a year, the subject or 关于, not the rest of a word.
func leadingOffice(title string) string {
	if i := strings.Index(title, "关于"); i > 0 {
		if name := strings.TrimSpace(title[:i]); officeEnd(name) != "" {
			return name
		}
	}
	best := ""
	r := []rune(title)
	for i := 2; i <= len(r) && i <= 30; i++ {
		name := string(r[:i])
		if strings.ContainsAny(name, "《》，。、：") {
			break
		}
		if isDigit(r[i-1]) {
			break
		}
		if officeEnd(name) == "" {
			continue
		}
		if rest := string(r[i:]); officeFollows(rest) {
			best = name
		}
	}
	return best
}

// subjects are words that follow an office's name in a title and belong to the
// subject; 办 in 办理 and 部 in 部门 are no ends of names.
var notAfterOffice = []string{"理", "法", "门", "分", "署", "事", "公", "长", "员", "级", "队", "区", "会", "落", "镇", "村", "领", "面", "于", "属", "托", "办", "厅", "室", "局", "党", "人民", "政府", "校", "机关"}

func officeFollows(rest string) bool {
	if rest == "" {
		return false
	}
	for _, w := range notAfterOffice {
		if strings.HasPrefix(rest, w) {
			return false
		}
	}
	return true
}

// bureauStems are the fields of work that bureaus are named after. They tell where the
// region in a name ends: 河口区|市场监督管理局, not 河口区市|场监督管理局.
var bureauStems = []string{
	"发展和改革", "发展改革", "教育和体育", "教育体育", "教育", "体育", "科学技术", "科技", "工业和信息化", "经济和信息化", "民族宗教", "民族事务", "公安", "民政",
	"司法", "财政", "人力资源和社会保障", "人力资源社会保障", "自然资源和规划", "自然资源", "国土资源", "规划和自然资源", "生态环境", "环境保护", "住房和城乡建设",
	"住房城乡建设", "住房", "城市管理", "城市建设", "城管", "综合行政执法", "行政执法", "交通运输", "交通", "水利", "水务", "农业农村", "农业", "畜牧", "林业和草原", "林业", "园林",
	"商务", "投资促进", "招商", "文化广电和旅游", "文化广电旅游", "文化和旅游", "文化旅游", "文化", "旅游", "广播电视", "卫生健康", "卫生", "退役军人事务", "退役军人", "应急管理",
	"安全生产", "审计", "外事", "国有资产监督管理", "国资", "市场监督管理", "市场监管", "统计", "医疗保障", "医保", "信访", "国防动员", "人民防空", "人防", "行政审批服务", "行政审批",
	"政务服务", "政务", "大数据", "数据", "档案", "机关事务", "地方金融", "金融", "扶贫开发", "乡村振兴", "粮食和物资储备", "粮食", "物资储备", "税务", "气象", "地震", "邮政", "烟草",
	"消防", "海关", "供销合作", "供销", "史志", "党史", "编制", "组织", "宣传", "统战", "政法", "网信", "老干部", "机构编制", "双拥工作", "双拥", "拥军优属", "国家安全", "保密", "海洋",
	"渔业", "能源", "知识产权", "药品监督管理", "食品药品", "民兵", "人民武装", "残疾人", "妇女", "青年", "红十字", "工商", "质量技术监督", "物价", "法制", "移民", "侨务", "台湾",
	"港澳", "口岸", "铁路", "民航", "公路", "航道", "港航", "港口", "房产", "房屋", "公积金", "社会保险", "就业", "人才", "接待", "督查", "政策研究", "研究",
}

var region = regexp.MustCompile(`^(?:[\p{Han}]{1,8}?(?:特别行政区|自治区|自治州|自治县|自治旗|新区|开发区|高新区|地区|省|市|县|区|旗|州|盟|镇|乡|街道))`)

// bureauOf is the issuer without its region, or "" if the issuer is not a bureau: a
// government or a party committee is the region itself.
func bureauOf(issuer string) string {
	if issuer == "" || strings.Contains(issuer, "人民政府") || strings.Contains(issuer, "国务院") ||
		strings.HasPrefix(issuer, "中共") || strings.HasSuffix(issuer, "办事处") || strings.HasSuffix(issuer, "镇") || strings.HasSuffix(issuer, "乡") {
		return ""
	}
	at := -1
	for _, s := range bureauStems {
		if i := strings.Index(issuer, s); i >= 0 && (at < 0 || i < at) && regional(issuer[:i]) {
			at = i
		}
	}
	if at >= 0 {
		return issuer[at:]
	}
	rest := issuer
	for {
		m := region.FindString(rest)
		if m == "" || len(rest)-len(m) < 2*len("局") {
			return rest
		}
		rest = rest[len(m):]
	}
}

// regional reports whether s is nothing but names of regions.
func regional(s string) bool {
	for s != "" {
		m := region.FindString(s)
		if m == "" {
			return s == "XX" || s == "××" || s == "**" || s == "委" // 市|委|组织部
		}
		s = s[len(m):]
	}
	return true
}
