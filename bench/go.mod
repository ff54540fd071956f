module github.com/gangmu/gangmu/bench

go 1.26.0

replace github.com/gangmu/gangmu => ../

require (
	github.com/fumiama/go-docx v0.0.0-20250506085032-0c30fd09304b
	github.com/gangmu/gangmu v0.0.0-00010101000000-000000000000
)

require (
	github.com/fumiama/imgsz v0.0.2 // indirect
	golang.org/x/text v0.43.0 // indirect
)
