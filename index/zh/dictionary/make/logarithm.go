package main

import (
	"math"
	"math/big"
)

// precision is far more than that of a float64, in bits.
const precision = 200

// logarithm is the natural logarithm of x, rounded right. Two ways to cut a run can differ
// by the last bit of a weight, and math.Log is not always right to that: one step of
// Newton's method on exp mends it.
func logarithm(x float64) float64 {
	y := math.Log(x)
	e := exponential(y)
	q := new(big.Float).SetPrec(precision).Quo(new(big.Float).SetPrec(precision).SetFloat64(x), e)
	q.Sub(q, big.NewFloat(1))
	out, _ := q.Add(q, new(big.Float).SetPrec(precision).SetFloat64(y)).Float64()
	return out
}

// exponential is e to the power of y, by its series for y/256, squared eight times.
func exponential(y float64) *big.Float {
	z := new(big.Float).SetPrec(precision).SetFloat64(y / 256)
	sum := new(big.Float).SetPrec(precision).SetInt64(1)
	term := new(big.Float).SetPrec(precision).SetInt64(1)
	for n := int64(1); n < 60; n++ {
		term.Mul(term, z)
		term.Quo(term, new(big.Float).SetPrec(precision).SetInt64(n))
		sum.Add(sum, term)
	}
	for range 8 {
		sum.Mul(sum, sum)
	}
	return sum
}
