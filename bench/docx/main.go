// Command docx compares readers of Word files on a file that it makes: CPU time, allocations
// and peak memory. It reads what Word writes for a plan, 17 numbered paragraphs a page.
//
//	docx [-pages 100] [-rounds 15]      the readers by turns, in one process
//	docx -pages 2000 -make FILE         make a file
//	docx -once blocks FILE              read it once: peak memory of the process
package main

import (
	"archive/zip"
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	fumiama "github.com/fumiama/go-docx"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/docx"
)

// readers read a file and return the number of paragraphs.
var readers = map[string]func(r io.ReaderAt, size int64) (int, error){
	"read": func(r io.ReaderAt, size int64) (int, error) {
		d, err := docx.Read(context.Background(), r, size)
		if err != nil {
			return 0, err
		}
		return len(d.Blocks), nil
	},
	"blocks": func(r io.ReaderAt, size int64) (n int, err error) {
		for _, err := range docx.Blocks(context.Background(), r, size, &gangmu.Document{}) {
			if err != nil {
				return n, err
			}
			n++
		}
		return n, nil
	},
	"fumiama": func(r io.ReaderAt, size int64) (int, error) {
		d, err := fumiama.Parse(r, size)
		if err != nil {
			return 0, err
		}
		return len(d.Document.Body.Items), nil
	},
}

func main() {
	pages := flag.Int("pages", 100, "length of the file")
	rounds := flag.Int("rounds", 15, "readings by each reader")
	out := flag.String("make", "", "write the file here")
	once := flag.String("once", "", "read the file named once with this reader: read, blocks, fumiama")
	flag.Parse()
	if err := work(*pages, *rounds, *out, *once, flag.Arg(0)); err != nil {
		log.Fatal(err)
	}
}

func work(pages, rounds int, out, once, path string) error {
	if once != "" {
		return readOnce(once, path)
	}
	file, size, err := made(pages)
	if err != nil {
		return err
	}
	fmt.Printf("%d pages, document.xml %.1f MB\n", pages, float64(size)/1e6)
	if out != "" {
		return os.WriteFile(out, file, 0o644)
	}
	return compare(file, size, rounds)
}

func readOnce(reader, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return err
	}
	n, err := readers[reader](f, st.Size())
	fmt.Printf("%s: %d paragraphs, peak %d MiB\n", reader, n, maxRSS())
	return err
}

func compare(file []byte, size, rounds int) error {
	order := []string{"blocks", "read", "fumiama"}
	cpu, allocs := map[string][]float64{}, map[string]uint64{}
	for range rounds {
		for _, name := range order {
			runtime.GC()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := cpuTime()
			if _, err := readers[name](bytes.NewReader(file), int64(len(file))); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			cpu[name] = append(cpu[name], (cpuTime() - start).Seconds())
			runtime.ReadMemStats(&after)
			allocs[name] = after.Mallocs - before.Mallocs
		}
	}
	base := median(cpu["read"])
	for _, name := range order {
		m := median(cpu[name])
		fmt.Printf("%-8s %6.1f ms CPU (%.1f-%.1f)  %6.1f MB/s  %8d allocations  %.2f x read\n",
			name, m*1e3, slices.Min(cpu[name])*1e3, slices.Max(cpu[name])*1e3, float64(size)/m/1e6, allocs[name], m/base)
	}
	return nil
}

func median(v []float64) float64 {
	v = slices.Clone(v)
	slices.Sort(v)
	return v[len(v)/2]
}

func usage() (u syscall.Rusage) {
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return u
}

func cpuTime() time.Duration {
	u := usage()
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// maxRSS is the peak of resident memory in MiB, as Linux counts it in KiB.
func maxRSS() int64 { return usage().Maxrss >> 10 }

const (
	w       = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	office  = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	pkg     = `http://schemas.openxmlformats.org/package/2006/`
	types   = `<Types xmlns="` + pkg + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	rels    = `<Relationships xmlns="` + pkg + `relationships"><Relationship Id="rId1" Type="` + office + `/officeDocument" Target="word/document.xml"/></Relationships>`
	docRels = `<Relationships xmlns="` + pkg + `relationships"><Relationship Id="rId1" Type="` + office + `/numbering" Target="numbering.xml"/></Relationships>`
	list    = `<w:numbering ` + w + `><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
	run     = `<w:r><w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hint="eastAsia"/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr><w:t>%s</w:t></w:r>`
	para    = `<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/></w:pPr>`
)

// made is a Word file of so many pages, and the size of its main part.
func made(pages int) (file []byte, size int, err error) {
	p := para + fmt.Sprintf(run, "健全协调会商机制，按月调度工作进展，") + fmt.Sprintf(run, "及时研究解决困难问题。") + `</w:p>`
	doc := `<w:document ` + w + `><w:body>` + strings.Repeat(p, 17*pages) + `</w:body></w:document>`
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, x := range [][2]string{
		{"[Content_Types].xml", types}, {"_rels/.rels", rels}, {"word/document.xml", doc},
		{"word/_rels/document.xml.rels", docRels}, {"word/numbering.xml", list},
	} {
		f, err := z.Create(x[0])
		if err == nil {
			_, err = f.Write([]byte(x[1]))
		}
		if err != nil {
			return nil, 0, err
		}
	}
	err = z.Close()
	return buf.Bytes(), len(doc), err
}
