package extract

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"

	"github.com/gangmu/gangmu/extract/zipped"
)

// openDocument are the kinds by the media type that an OpenDocument file begins with
// (OpenDocument 1.3 part 2, 3.3).
var openDocument = map[string]kind{
	"application/vnd.oasis.opendocument.text":          odtFile,
	"application/vnd.oasis.opendocument.text-template": odtFile,
}

// zipKind tells the formats that are packed in a zip. A damaged zip is judged by its
// beginning: a damaged Word file is still one.
func zipKind(r io.ReaderAt, size int64, head []byte) kind {
	if zipped.CheckDirectory(r, size) != nil {
		return brokenZip(head)
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return brokenZip(head)
	}
	packaged, found := false, zipArchive
	for _, f := range z.File {
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		switch {
		case name == "word/document.xml":
			return wordFile
		case name == "ofd.xml" || name == "encryptions.xml":
			return ofdFile
		case name == "mimetype":
			if k, ok := openDocument[mediaType(f)]; ok {
				return k
			}
			return otherOfficeFile
		case name == "[content_types].xml" || name == "_rels/.rels":
			packaged = true
		case strings.HasPrefix(name, "xl/"):
			found = sheetFile
		case strings.HasPrefix(name, "ppt/") || strings.HasPrefix(name, "visio/"):
			found = otherOfficeFile
		}
	}
	switch {
	case !packaged: // folders may have any name
		return zipArchive
	case found == zipArchive:
		return wordFile // its main part may have any name
	}
	return found
}

func mediaType(f *zip.File) string {
	r, err := f.Open()
	if err != nil {
		return ""
	}
	defer r.Close()
	b, _ := io.ReadAll(io.LimitReader(r, 100)) // what cannot be read is of no known type
	return strings.TrimSpace(string(b))
}

func brokenZip(head []byte) kind {
	for mark, k := range map[string]kind{
		"opendocument.text": odtFile, "OFD.xml": ofdFile, "xl/": sheetFile, "[Content_Types].xml": wordFile, "word/": wordFile, "_rels/": wordFile,
	} {
		if bytes.Contains(head, []byte(mark)) {
			return k
		}
	}
	return zipArchive
}
