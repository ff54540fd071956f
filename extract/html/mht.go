package html

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"github.com/gangmu/gangmu"
)

// maxParts is how many parts of an archive are looked at for its page.
const maxParts = 1000

// maxArchive is the size of an archive, with its pictures.
const maxArchive = 64 << 20

// ReadArchive reads the size bytes of r as a web archive (RFC 2557): the first of its parts
// that is a web page. Errors are as those of [Read].
func ReadArchive(ctx context.Context, r io.ReaderAt, size int64) (*gangmu.Document, error) {
	if size > maxArchive {
		return nil, fmt.Errorf("%w: web archive of %d bytes", gangmu.ErrTooLarge, size)
	}
	b, err := io.ReadAll(io.NewSectionReader(r, 0, size))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
	}
	m, err := mail.ReadMessage(bytes.NewReader(bytes.TrimLeft(b, "\r\n \t\ufeff")))
	if err != nil {
		return nil, fmt.Errorf("%w: head: %w", gangmu.ErrCorrupt, err)
	}
	left := maxParts
	page, err := pageIn(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Body, &left, 0)
	if err != nil {
		return nil, err
	}
	if page == nil {
		return nil, fmt.Errorf("%w: no web page in the archive", gangmu.ErrNoText)
	}
	return read(ctx, page, size)
}

// maxParted is how deep parts may lie in parts.
const maxParted = 5

// pageIn gives the first web page in a part, nil if there is none.
func pageIn(contentType, encoding string, body io.Reader, left *int, depth int) ([]byte, error) {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind, _, _ = strings.Cut(strings.ToLower(contentType), ";")
	}
	switch {
	case kind == "text/html" || kind == "application/xhtml+xml":
		page, err := io.ReadAll(io.LimitReader(decoded(encoding, body), maxBytes+1))
		if len(page) > maxBytes {
			return nil, fmt.Errorf("%w: web page of more than %d bytes", gangmu.ErrTooLarge, maxBytes)
		}
		if err != nil && len(page) == 0 {
			return nil, fmt.Errorf("%w: web page: %w", gangmu.ErrCorrupt, err)
		}
		return withCharset(page, params["charset"]), nil // what came before damage is read
	case !strings.HasPrefix(kind, "multipart/") || depth == maxParted:
		return nil, nil
	}
	parts := multipart.NewReader(body, params["boundary"])
	for ; *left > 0; *left-- {
		p, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: parts: %w", gangmu.ErrCorrupt, err)
		}
		page, err := pageIn(p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p, left, depth+1)
		if page != nil || err != nil {
			return page, err
		}
	}
	return nil, fmt.Errorf("%w: more than %d parts", gangmu.ErrTooLarge, maxParts)
}

func decoded(encoding string, r io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		return quotedprintable.NewReader(r)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, r)
	}
	return r
}

// withCharset puts the encoding that the part's head names where a page says it, if the
// page itself does not.
func withCharset(page []byte, charset string) []byte {
	if charset == "" || declared.Match(page[:min(len(page), headBytes)]) {
		return page
	}
	return append([]byte(`<meta charset="`+charset+`">`), page...)
}
