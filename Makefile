# gangmu. "make demo" shows what it does, "make test" runs everything.

GO ?= go
TOOLS = $(GO) tool -modfile=tools/go.mod
FUZZTIME ?= 10s
DEMO = demo-library

# Fuzz targets as package:target.
FUZZ = ./extract:FuzzRead ./extract/archive:FuzzWalk ./extract/doc:FuzzRead ./extract/doc:FuzzLists ./extract/odt:FuzzRead ./extract/xlsx:FuzzSheet ./extract/docx:FuzzBody ./extract/docx:FuzzNumbering ./extract/docx:FuzzFile ./extract/picture:FuzzPicture ./extract/searchable:FuzzAppend ./extract/ocr/ppocr:FuzzEnds ./extract/xmlscan:FuzzScanner ./extract/html:FuzzRead ./extract/ofd:FuzzRead ./extract/pdf:FuzzRead \
	./extract/pdf/object:FuzzOpen ./extract/pdf/cmap:FuzzCMap ./extract/pdf/content:FuzzContent \
	./extract/text:FuzzRead ./segment:FuzzOutline ./index/zh:FuzzTokens ./index/zh:FuzzCutters ./index/query:FuzzParse ./index/highlight:FuzzMark

.PHONY: ocr build test lint demo fuzz update faults faults-long bench clean require require-test

# The binary needs nothing of the machine but its C library.
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

build: require
	$(GO) build -trimpath -ldflags '-X main.version=$(VERSION)' -o bin/gangmu ./cmd/gangmu

require:
	@command -v $(GO) >/dev/null || { echo "缺少 Go 1.26 或更新版本：https://go.dev/dl/ (Go is missing)" >&2; exit 1; }
	@command -v $${CC:-gcc} >/dev/null || command -v clang >/dev/null || \
		{ echo "缺少 C 编译器，Debian 上执行 apt install gcc libc6-dev (a C compiler is missing)" >&2; exit 1; }

# The tests compare with a segmenter in C++.
require-test: require
	@command -v c++ >/dev/null || command -v g++ >/dev/null || command -v clang++ >/dev/null || \
		{ echo "测试需要 C++ 编译器，Debian 上执行 apt install g++ (the tests need a C++ compiler)" >&2; exit 1; }

# The engine that reads scans, in the user's data folder.
ocr: build
	bin/gangmu ocr install

demo: build
	@rm -rf $(DEMO)
	@$(MAKE) --no-print-directory ocr || echo '识别引擎没有装上，下面的扫描件会列为待识别；装好后加 --retry-failed 再导入即可 (without the engine, the scan below is listed as one that waits for it)'
	@echo; echo '$$ gangmu import testdata/plans testdata/demo/*.pdf testdata/bad'
	@bin/gangmu import --library $(DEMO) testdata/plans testdata/demo/*.pdf testdata/bad; test $$? -eq 3
	@echo; echo '$$ gangmu search 营区补植   # 出自扫描件 (from a scan)'
	@bin/gangmu search --library $(DEMO) 营区补植
	@echo; echo '$$ gangmu search 随军家属就业'
	@bin/gangmu search --library $(DEMO) 随军家属就业
	@echo; echo '$$ gangmu search 国防教育 --year 2023'
	@bin/gangmu search --library $(DEMO) 国防教育 --year 2023
	@echo; echo '$$ gangmu export --format ndjson --out $(DEMO)/plans.ndjson'
	@bin/gangmu export --library $(DEMO) --format ndjson --out $(DEMO)/plans.ndjson
	@echo; ls -l bin/gangmu $(DEMO)/plans.ndjson

# Fuzz targets run on their seeds here; "make fuzz" looks for more, which may turn up on any day.
test: require-test
	$(GO) test -race ./...

fuzz: require-test
	@for f in $(FUZZ); do \
		echo "fuzz $$f"; \
		$(GO) test -run '^$$' -fuzz "^$${f##*:}$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 20x "$${f%%:*}" >.fuzz.log 2>&1 || { cat .fuzz.log; rm -f .fuzz.log; exit 1; }; \
	done; rm -f .fuzz.log

lint: require-test
	@files=$$(gofmt -l .); test -z "$$files" || { echo "gofmt: $$files" >&2; exit 1; }
	$(GO) vet ./...
	$(TOOLS) golangci-lint run

# Golden files and fixtures as the program writes them now; review the difference.
update:
	$(GO) generate ./...
	$(GO) test ./segment -run Cases -update
	$(GO) test ./pipeline -run TestGolden -update

# Imports that are killed at random moments; nothing may be lost. The longer run takes some minutes.
faults: build
	bench/faults.py 300 20

faults-long: build
	bench/faults.py 2000 100

bench:
	$(GO) test -run '^$$' -bench . ./...

clean:
	rm -rf bin $(DEMO)
