package extract

import (
	"github.com/gangmu/gangmu/extract/office"
)

// NoOffice is in the text of every error whose cause is that LibreOffice is missing.
const NoOffice = office.Missing

// NotADocument is in the text of the error that an archive gives, whose files can be read
// one by one.
const NotADocument = "an archive, not a document"

// A Support says whether this machine can read some formats, and through what.
type Support struct {
	Extensions string // the usual ones
	Through    string // "" is our own reader, else the program
	Err        error  // why they cannot be read here
}

// Supported lists the formats that can be read, those that need another program last.
func Supported() []Support {
	own := []string{".docx .docm .dotx", ".doc .wps (WPS)", ".pdf", ".odt", ".ofd", ".xlsx", ".html .mht", ".txt", ".zip"}
	through := []string{".rtf", ".xls .et", ".wps (Works)", ".doc (Word 95)"}
	var list []Support
	for _, x := range own {
		list = append(list, Support{Extensions: x})
	}
	program, err := office.Office{}.Find()
	for _, x := range through {
		list = append(list, Support{Extensions: x, Through: program, Err: err})
	}
	return list
}
