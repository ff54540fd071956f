package ppocr

import (
	"fmt"
	"os"
	"sync"

	ort "github.com/yalue/onnxruntime_go"

	"github.com/gangmu/gangmu/extract/ocr"
)

// environment is the process's ONNX Runtime: it is loaded once and stays.
var environment struct {
	sync.Mutex
	library string // path, when it is loaded
}

// start loads ONNX Runtime.
func start(library string) error {
	environment.Lock()
	defer environment.Unlock()
	switch {
	case environment.library == library:
		return nil
	case environment.library != "":
		return fmt.Errorf("ONNX Runtime is loaded from %s already", environment.library)
	}
	if _, err := os.Stat(library); err != nil {
		return fmt.Errorf("%w: ONNX Runtime: %w", ocr.ErrNotInstalled, err)
	}
	ort.SetSharedLibraryPath(library)
	if err := ort.InitializeEnvironment(ort.WithLogLevelError()); err != nil {
		return fmt.Errorf("%w: %w", ocr.ErrNotInstalled, err)
	}
	if err := share(); err != nil {
		return err
	}
	environment.library = library
	return nil
}

// share makes one arena for the memory of all networks, which grows by what is asked for:
// one for each, which doubles, holds a tenth more for a page and a third more for two.
func share() error {
	const asRequested = 1
	info, err := ort.GetMemoryInfo()
	if err != nil {
		return err
	}
	arena, err := ort.NewArenaCfg(0, asRequested, -1, -1)
	if err != nil {
		return err
	}
	defer arena.Destroy()
	return ort.CreateAndRegisterAllocator(info, arena)
}

// A network is a model that is ready to run. It may be used by several goroutines.
type network struct{ session *ort.DynamicAdvancedSession }

// open makes a network of a model. One thread runs it, the caller's: two in one network
// cost twice the CPU, two pages at once do not.
func open(model []byte) (n network, err error) {
	o, err := ort.NewSessionOptions()
	if err != nil {
		return n, err
	}
	defer func() { _ = o.Destroy() }()
	for _, set := range []func() error{
		func() error { return o.SetIntraOpNumThreads(1) },
		func() error { return o.SetInterOpNumThreads(1) },
		func() error { return o.SetCpuMemArena(true) },
		func() error { return o.SetMemPattern(false) }, // shapes change with every line
		func() error { return o.AddSessionConfigEntry("session.use_env_allocators", "1") },
	} {
		if err := set(); err != nil {
			return n, err
		}
	}
	in, out, err := ends(model)
	if err != nil {
		return n, err
	}
	if len(in) != 1 || len(out) != 1 {
		return n, fmt.Errorf("model with %d inputs and %d outputs", len(in), len(out))
	}
	n.session, err = ort.NewDynamicAdvancedSessionWithONNXData(model, in, out, o)
	return n, err
}

// run gives data of a shape to the network and its answer to use, which must not keep it.
func (n network) run(data []float32, shape []int64, use func(out []float32, shape []int64) error) error {
	in, err := ort.NewTensor(ort.NewShape(shape...), data)
	if err != nil {
		return err
	}
	defer func() { _ = in.Destroy() }()
	answer := []ort.Value{nil}
	if err := n.session.Run([]ort.Value{in}, answer); err != nil {
		return err
	}
	defer func() { _ = answer[0].Destroy() }()
	out, ok := answer[0].(*ort.Tensor[float32])
	if !ok {
		return fmt.Errorf("model answers with %T", answer[0])
	}
	return use(out.GetData(), out.GetShape())
}

func (n network) close() {
	if n.session != nil {
		_ = n.session.Destroy()
	}
}
