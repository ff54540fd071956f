package html

import (
	"bytes"
	"regexp"
)

// Beginnings of pages and archives. A page may have comments before its first tag; a text
// that speaks of HTML does not begin with a tag.
var (
	pageBegins    = regexp.MustCompile(`(?is)^\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|table|div|center|h[1-6]|p|font|span)[\s>]`)
	archiveBegins = regexp.MustCompile(`(?im)\A\s*(?:[a-z][a-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:content-type:\s*(?:multipart/(?:related|alternative|mixed)|text/html)|mime-version:\s*1\.0)`)
)

// IsPage reports whether a file that begins with head, about a kilobyte, is a web page.
func IsPage(head []byte) bool { return pageBegins.Match(plain(head)) }

// IsArchive reports whether a file that begins with head is a web archive.
func IsArchive(head []byte) bool { return archiveBegins.Match(plain(head)) }

// plain is the ASCII of a beginning in any of the encodings of Unicode.
func plain(head []byte) []byte {
	head = bytes.ReplaceAll(head, []byte{0}, nil) // of UTF-16
	for _, mark := range []string{"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"} {
		head = bytes.TrimPrefix(head, []byte(mark))
	}
	return head
}
