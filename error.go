package gangmu

// An ErrorCode says why a file could not be read. It is an error itself, so that
// readers wrap it and callers test for it:
//
//	return fmt.Errorf("%w: no main part", gangmu.ErrCorrupt)
//	if errors.Is(err, gangmu.ErrEncrypted) { ... }
//
// The codes are part of the JSON form of a [Failure].
type ErrorCode string

// The reasons why a file could not be read.
const (
	ErrFormat        ErrorCode = "unknown_format" // of no known kind
	ErrEncrypted     ErrorCode = "encrypted"      // in a way that cannot be opened
	ErrNeedsPassword ErrorCode = "needs_password" // can be opened with a password
	ErrCorrupt       ErrorCode = "corrupt"        // damaged or cut off
	ErrTooLarge      ErrorCode = "too_large"      // beyond a limit
	ErrNoText        ErrorCode = "no_text"        // empty, or nothing in it is text
	ErrNeedsOCR      ErrorCode = "needs_ocr"      // images of pages only
	ErrUnsupported   ErrorCode = "unsupported"    // known kind, but uses what cannot be read
	ErrTimeout       ErrorCode = "timeout"        // took longer than allowed
	ErrMemory        ErrorCode = "out_of_memory"  // took more memory than allowed
	ErrMissing       ErrorCode = "missing"        // there is no such file
	ErrDenied        ErrorCode = "denied"         // may not be read
)

// Error is the code itself; what a person reads is made of it where it is shown.
func (c ErrorCode) Error() string { return string(c) }
