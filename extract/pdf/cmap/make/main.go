// Command make packs CMap files into cmaps.zip, and Adobe's glyph list into
// ../encoding/glyphs.txt.gz where -glyphs names it:
//
//	go run ./extract/pdf/cmap/make FOLDER OUT
//
// FOLDER holds Adobe's CMap resources, a folder for each collection: cMap of Debian's
// package poppler-data, or cmap-resources with mapping-resources-pdf.
package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/gangmu/gangmu/extract/pdf/cmap"
)

// names are the CMaps of ISO 32000-1, table 118, by collection.
var names = map[string][]string{
	"Adobe-GB1": {
		"GB-EUC-H", "GB-EUC-V", "GBpc-EUC-H", "GBpc-EUC-V", "GBK-EUC-H", "GBK-EUC-V", "GBKp-EUC-H", "GBKp-EUC-V", "GBK2K-H", "GBK2K-V",
		"UniGB-UCS2-H", "UniGB-UCS2-V", "UniGB-UTF16-H", "UniGB-UTF16-V", "Adobe-GB1-UCS2",
	},
	"Adobe-CNS1": {
		"B5pc-H", "B5pc-V", "HKscs-B5-H", "HKscs-B5-V", "ETen-B5-H", "ETen-B5-V", "ETenms-B5-H", "ETenms-B5-V", "CNS-EUC-H", "CNS-EUC-V",
		"UniCNS-UCS2-H", "UniCNS-UCS2-V", "UniCNS-UTF16-H", "UniCNS-UTF16-V", "Adobe-CNS1-UCS2",
	},
	"Adobe-Japan1": {
		"83pv-RKSJ-H", "90ms-RKSJ-H", "90ms-RKSJ-V", "90msp-RKSJ-H", "90msp-RKSJ-V", "90pv-RKSJ-H", "Add-RKSJ-H", "Add-RKSJ-V", "EUC-H", "EUC-V",
		"Ext-RKSJ-H", "Ext-RKSJ-V", "H", "V", "UniJIS-UCS2-H", "UniJIS-UCS2-V", "UniJIS-UCS2-HW-H", "UniJIS-UCS2-HW-V", "UniJIS-UTF16-H",
		"UniJIS-UTF16-V", "Adobe-Japan1-UCS2",
	},
	"Adobe-Korea1": {
		"KSC-EUC-H", "KSC-EUC-V", "KSCms-UHC-H", "KSCms-UHC-V", "KSCms-UHC-HW-H", "KSCms-UHC-HW-V", "KSCpc-EUC-H",
		"UniKS-UCS2-H", "UniKS-UCS2-V", "UniKS-UTF16-H", "UniKS-UTF16-V", "Adobe-Korea1-UCS2",
	},
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: make FOLDER OUT")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(folder, out string) error {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	for _, collection := range []string{"Adobe-GB1", "Adobe-CNS1", "Adobe-Japan1", "Adobe-Korea1"} {
		for _, name := range slices.Sorted(slices.Values(names[collection])) {
			data, err := os.ReadFile(filepath.Join(folder, collection, name))
			if err != nil {
				return err
			}
			base := ""
			m := cmap.Read(data, func(name string) *cmap.CMap { base = name; return nil })
			w, err := z.Create(name)
			if err != nil {
				return err
			}
			if _, err := w.Write(cmap.Pack(m, base)); err != nil {
				return err
			}
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	return os.WriteFile(out, b.Bytes(), 0o666)
}
