//go:build !race

package pipeline

const raceFactor = 1
