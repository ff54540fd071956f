// Package worker runs calls in child processes, so that a hostile file can cost its own
// attempt and nothing else: a child that hangs, crashes, eats memory, writes garbage or
// is killed ends one call with an error that says what happened.
//
// A [Pool] keeps one long-lived child for every slot. [Serve] is the other side: the
// child's main loop. The package knows nothing of files and formats; a call is bytes, a
// result is bytes, and an error crosses as its [gangmu.ErrorCode] and its words.
//
// # Protocol
//
// Frames go over the child's standard input and output. A frame is its kind (1 byte), the
// length of its payload (4 bytes, big endian) and the payload. The child says hello when
// it stands within its limits; then the parent sends one call at a time, with its
// deadline, and the child answers with any number of notes, and one result or one error.
//
//	hello   child   the magic below
//	call    parent  milliseconds (8 bytes), then what the caller asks
//	extend  child   milliseconds (8 bytes): the call is larger than it looked
//	result  child   what the callee answers
//	error   child   JSON {code, detail}
//
// The parent believes nothing: a frame of another kind or beyond its limit of size ends
// the child. A child ends when its standard input does, so that it never outlives its
// parent, however that one dies.
//
// # What a child may do
//
// It has no descriptors but its three streams, a process group of its own, and only
// those variables of the environment that readers need (see environment). On Linux its
// writable memory is limited by the system (RLIMIT_DATA: unlike RLIMIT_AS it counts
// neither what runtimes reserve nor what is mapped for reading), it writes no core, and
// it is killed when its parent dies. On other systems it watches its own Go heap.
package worker

import "errors"

// What a caller decides by. Every other error of a call wraps a gangmu.ErrorCode or is
// that of the context.
var (
	// ErrDied says that the child died of the call, or at least during it: another
	// attempt may fare better.
	ErrDied = errors.New("reading process died")

	// ErrStart says that no child can be started: no call will fare better.
	ErrStart = errors.New("cannot start a reading process")
)

// magic is the payload of hello.
const magic = "gangmu worker 1"
