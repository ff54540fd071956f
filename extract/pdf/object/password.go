package object

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// padding fills passwords up to 32 bytes (7.6.3.3, algorithm 2).
const padding = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"

// standardKey is the key of a file that password opens as its user's or its owner's, else
// nil.
func standardKey(e Value, id string, length int, password string) []byte {
	if e.Key("R").Int() >= 5 {
		return key256(e, norm.NFKC.String(password))
	}
	if s, err := charmap.ISO8859_1.NewEncoder().String(password); err == nil {
		password = s
	}
	if k := userKey(e, id, length, padded(password)); k != nil {
		return k
	}
	return userKey(e, id, length, userPassword(e, length, password))
}

func padded(password string) []byte { return []byte((password + padding)[:32]) }

// userKey is algorithms 2, 4, 5 and 6 of 7.6.3.3.
func userKey(e Value, id string, length int, password []byte) []byte {
	revision := e.Key("R").Int()
	var p [4]byte
	binary.LittleEndian.PutUint32(p[:], uint32(int64(e.Key("P").Number())))
	in := bytes.Join([][]byte{password, []byte(e.Key("O").Bytes()), p[:], []byte(id)}, nil)
	if m := e.Key("EncryptMetadata"); revision >= 4 && m.Kind() == Bool && !m.IsTrue() {
		in = append(in, 0xff, 0xff, 0xff, 0xff)
	}
	if length = min(length, 16); revision == 2 {
		length = 5
	}
	sum := md5.Sum(in)
	if revision >= 3 {
		for range 50 {
			sum = md5.Sum(sum[:length])
		}
	}
	key, u := sum[:length], []byte(e.Key("U").Bytes())
	if revision == 2 {
		if bytes.Equal(rc4With(key, []byte(padding)), u) {
			return key
		}
		return nil
	}
	check := md5.Sum([]byte(padding + id))
	if got := rc4Rounds(key, check[:], 0, 1); len(u) >= 16 && bytes.Equal(got, u[:16]) {
		return key
	}
	return nil
}

// rc4Rounds encrypts 20 times, with the key's bytes changed by the number of the round.
func rc4Rounds(key, b []byte, first, step int) []byte {
	for i, n := first, 0; n < 20; i, n = i+step, n+1 {
		k := make([]byte, len(key))
		for j := range k {
			k[j] = key[j] ^ byte(i)
		}
		b = rc4With(k, b)
	}
	return b
}

// userPassword finds the user's password by the owner's (algorithm 7).
func userPassword(e Value, length int, owner string) []byte {
	revision := e.Key("R").Int()
	if length = min(length, 16); revision == 2 {
		length = 5
	}
	sum := md5.Sum(padded(owner))
	if revision >= 3 {
		for range 50 {
			sum = md5.Sum(sum[:])
		}
	}
	o := []byte(e.Key("O").Bytes())
	if revision == 2 {
		return rc4With(sum[:length], o)
	}
	return rc4Rounds(sum[:length], o, 19, -1)
}

// key256 is algorithm 2.A of ISO 32000-2. Revision 5 is that of Adobe's extension level 3.
func key256(e Value, password string) []byte {
	if len(password) > 127 {
		password = password[:127]
	}
	hash := hash256
	if e.Key("R").Int() == 5 {
		hash = func(password, salt, user string) []byte {
			s := sha256.Sum256([]byte(password + salt + user))
			return s[:]
		}
	}
	u, o := e.Key("U").Bytes(), e.Key("O").Bytes()
	if len(u) < 48 || len(o) < 48 {
		return nil
	}
	u, o = u[:48], o[:48]
	var key []byte
	var wrapped string
	switch {
	case string(hash(password, u[32:40], "")) == u[:32]:
		key, wrapped = hash(password, u[40:48], ""), e.Key("UE").Bytes()
	case string(hash(password, o[32:40], u)) == o[:32]:
		key, wrapped = hash(password, o[40:48], u), e.Key("OE").Bytes()
	default:
		return nil
	}
	if len(wrapped) < 32 {
		return nil
	}
	return cbc(key, make([]byte, aes.BlockSize), []byte(wrapped[:32]))
}

// hash256 is algorithm 2.B of ISO 32000-2.
func hash256(password, salt, user string) []byte {
	sum := sha256.Sum256([]byte(password + salt + user))
	k := sum[:]
	for round := 0; ; round++ {
		k1 := bytes.Repeat([]byte(password+string(k)+user), 64)
		c, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		e := make([]byte, len(k1))
		cipher.NewCBCEncrypter(c, k[16:32]).CryptBlocks(e, k1)
		mod := 0
		for _, b := range e[:16] {
			mod += int(b)
		}
		switch mod % 3 {
		case 0:
			s := sha256.Sum256(e)
			k = s[:]
		case 1:
			s := sha512.Sum384(e)
			k = s[:]
		default:
			s := sha512.Sum512(e)
			k = s[:]
		}
		if round >= 63 && int(e[len(e)-1]) <= round-31 {
			return k[:32]
		}
	}
}
