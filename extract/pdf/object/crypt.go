package object

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"encoding/binary"
	"fmt"

	"github.com/gangmu/gangmu"
)

// A cipherMethod is how strings or streams are encrypted (7.6.5).
type cipherMethod int

const (
	methodNone cipherMethod = iota
	methodRC4
	methodAES // 128 bits, key by object
	methodAES256
)

// A crypt decrypts a file (7.6; revisions 5 and 6 in ISO 32000-2, 7.6).
type crypt struct {
	key        []byte
	forStrings cipherMethod
	forStreams cipherMethod
}

// unlock finds the file's key. It does nothing for a file that is not encrypted.
func (f *File) unlock(passwords []string) error {
	e := f.trailer.Key("Encrypt")
	if e.IsNull() {
		return nil
	}
	if e.Kind() != Dict || e.Key("Filter").Name() != "Standard" {
		return fmt.Errorf("%w: handler %q", gangmu.ErrEncrypted, e.Key("Filter").Name())
	}
	c := &crypt{}
	length, err := c.methods(e)
	if err != nil {
		return err
	}
	id := f.trailer.Key("ID").At(0).Bytes()
	for _, password := range append([]string{""}, passwords...) {
		if c.key = standardKey(e, id, length, password); c.key != nil {
			f.crypt = c
			later := f.packedLater
			f.reset()
			if later != nil {
				f.enterPacked(later)
			}
			return nil
		}
	}
	return gangmu.ErrNeedsPassword
}

// methods reads how the file is encrypted, and the length of its key in bytes.
func (c *crypt) methods(e Value) (length int, err error) {
	length = 5
	if n := e.Key("Length"); n.IsNumber() {
		length = n.Int() / 8
	}
	switch v := e.Key("V").Int(); v {
	case 1:
		c.forStrings, c.forStreams, length = methodRC4, methodRC4, 5
	case 2, 3:
		c.forStrings, c.forStreams = methodRC4, methodRC4
	case 4, 5:
		length = 16
		if c.forStreams, err = filterMethod(e, "StmF"); err == nil {
			c.forStrings, err = filterMethod(e, "StrF")
		}
		if v == 5 {
			length = 32
		}
	default:
		err = fmt.Errorf("%w: version %d", gangmu.ErrEncrypted, v)
	}
	return max(5, min(length, 32)), err
}

func filterMethod(e Value, key string) (cipherMethod, error) {
	name := e.Key(key).Name()
	if name == "" || name == "Identity" {
		return methodNone, nil
	}
	switch m := e.Key("CF").Key(name).Key("CFM").Name(); m {
	case "None", "":
		return methodNone, nil
	case "V2":
		return methodRC4, nil
	case "AESV2":
		return methodAES, nil
	case "AESV3":
		return methodAES256, nil
	default:
		return 0, fmt.Errorf("%w: method %q", gangmu.ErrEncrypted, m)
	}
}

func (c *crypt) strings(id objectID) func([]byte) []byte {
	if c.forStrings == methodNone {
		return nil
	}
	return func(b []byte) []byte { return c.undo(c.forStrings, id, b) }
}

// stream decrypts a stream. One in an object stream, which has no ID, is not encrypted
// itself; streams cannot be there.
func (c *crypt) stream(id objectID, b []byte) []byte { return c.undo(c.forStreams, id, b) }

func (c *crypt) undo(m cipherMethod, id objectID, b []byte) []byte {
	switch m {
	case methodRC4:
		return rc4With(c.objectKey(id, nil), b)
	case methodAES:
		return unCBC(c.objectKey(id, []byte("sAlT")), b)
	case methodAES256:
		return unCBC(c.key, b)
	}
	return b
}

// objectKey is algorithm 1 of 7.6.3.
func (c *crypt) objectKey(id objectID, salt []byte) []byte {
	var n [8]byte
	binary.LittleEndian.PutUint32(n[:], uint32(id.number))
	binary.LittleEndian.PutUint32(n[4:], uint32(id.generation))
	sum := md5.Sum(bytes.Join([][]byte{c.key, n[:3], n[4:6], salt}, nil))
	return sum[:min(len(c.key)+5, 16)]
}

func rc4With(key, b []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, len(b))
	c.XORKeyStream(out, b)
	return out
}

// unCBC decrypts AES in CBC mode: an initial vector, blocks, and padding in the last.
func unCBC(key, b []byte) []byte {
	if len(b) < 2*aes.BlockSize {
		return nil
	}
	iv, b := b[:aes.BlockSize], b[aes.BlockSize:]
	out := cbc(key, iv, b[:len(b)/aes.BlockSize*aes.BlockSize])
	if n := len(out); n > 0 {
		if pad := int(out[n-1]); pad <= aes.BlockSize && pad > 0 {
			out = out[:n-pad]
		}
	}
	return out
}

// cbc decrypts whole blocks.
func cbc(key, iv, b []byte) []byte {
	c, err := aes.NewCipher(key)
	if err != nil || len(b)%aes.BlockSize != 0 {
		return nil
	}
	out := make([]byte, len(b))
	cipher.NewCBCDecrypter(c, iv).CryptBlocks(out, b)
	return out
}
