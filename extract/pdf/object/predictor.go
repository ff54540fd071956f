package object

// unpredict undoes the predictors of Flate and LZW (7.4.4.4). Rows are cut to what is
// there.
func unpredict(data []byte, parms Value) ([]byte, error) {
	predictor := parms.Key("Predictor").Int()
	if predictor < 2 {
		return data, nil
	}
	number := func(key string, missing, most int) int {
		v := parms.Key(key)
		if !v.IsNumber() {
			return missing
		}
		return max(1, min(v.Int(), most))
	}
	colors, bits, columns := number("Colors", 1, 64), number("BitsPerComponent", 8, 16), number("Columns", 1, 1<<24)
	pixel := max(1, colors*bits/8)
	row := (colors*bits*columns + 7) / 8
	if predictor == 2 {
		if bits == 8 {
			for i := range data {
				if i%row >= pixel {
					data[i] += data[i-pixel]
				}
			}
		}
		return data, nil
	}
	return png(data, row, pixel)
}

// png undoes PNG's filters (ISO 15948, 9), one of which each row names in a byte before it.
func png(data []byte, row, pixel int) ([]byte, error) {
	out := make([]byte, 0, len(data))
	for len(data) > 0 {
		n := min(row, len(data)-1)
		filter, in := data[0], data[1:1+n]
		data = data[1+n:]
		at := len(out)
		out = append(out, in...)
		cur := out[at:]
		var up []byte // nil for the first row, which has zeros above it
		if at >= row {
			up = out[at-row : at]
		}
		above := func(i int) int {
			if up == nil || i < 0 {
				return 0
			}
			return int(up[i])
		}
		for i := range cur {
			left := 0
			if i >= pixel {
				left = int(cur[i-pixel])
			}
			switch filter {
			case 1:
				cur[i] += byte(left)
			case 2:
				cur[i] += byte(above(i))
			case 3:
				cur[i] += byte((left + above(i)) / 2)
			case 4:
				cur[i] += paeth(left, above(i), above(i-pixel))
			}
		}
	}
	return out, nil
}

func paeth(a, b, c int) byte {
	p := a + b - c
	pa, pb, pc := abs(p-a), abs(p-b), abs(p-c)
	switch {
	case pa <= pb && pa <= pc:
		return byte(a)
	case pb <= pc:
		return byte(b)
	}
	return byte(c)
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
