// A client of the ledger that shares nothing with it: Go's own checksum database library (golang.org/x/mod/sumdb) does the
// tree and the note, and this file only knows where C2SP puts what.
//
// It verifies a log in a folder or over HTTP: the checkpoint, every entry against the tree, inclusion of a thousand records,
// consistency between a thousand pairs of sizes, and proofs in files. It ends with 0 if all holds, and with 1 and what does
// not.
//
//	apt-get install golang-go golang-golang-x-mod-dev
//	GO111MODULE=off GOPATH=/usr/share/gocode go run tests/foreign/client.go VERIFIER-KEY FOLDER-OR-URL [PROOF RECORD]...
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const tileHeight = 8
const tileWidth = 1 << tileHeight
const samples = 1000

// place is where a log lies.
type place string

func (p place) read(path string) ([]byte, error) {
	if !strings.HasPrefix(string(p), "http") {
		return os.ReadFile(filepath.Join(string(p), path))
	}
	answer, err := http.Get(strings.TrimSuffix(string(p), "/") + "/" + path)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, answer.Status)
	}
	return io.ReadAll(answer.Body)
}

// Height, ReadTiles and SaveTiles let the library prove from the tiles.
func (p place) Height() int                     { return tileHeight }
func (p place) SaveTiles([]tlog.Tile, [][]byte) {}
func (p place) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	read := make([][]byte, len(tiles))
	for i, tile := range tiles {
		bytes, err := p.read(tilePath(strconv.Itoa(tile.L), tile.N, tile.W))
		if err != nil {
			return nil, err
		}
		read[i] = bytes
	}
	return read, nil
}

func tilePath(level string, index int64, width int) string {
	groups := fmt.Sprintf("%03d", index%1000)
	for index >= 1000 {
		index /= 1000
		groups = fmt.Sprintf("x%03d/%s", index%1000, groups)
	}
	path := "tile/" + level + "/" + groups
	if width < tileWidth {
		path += ".p/" + strconv.Itoa(width)
	}
	return path
}

// opened reads a checkpoint: a note by the log's key, of three lines.
func opened(signed []byte, verifier note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[3] != "" || lines[0] != verifier.Name() {
		return tlog.Tree{}, errors.New("the checkpoint is not three lines of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return tlog.Tree{}, errors.New("the root is no hash")
	}
	tree := tlog.Tree{N: size}
	copy(tree.Hash[:], root)
	return tree, nil
}

// stored is a tree that is built anew, in memory.
type stored []tlog.Hash

func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(s)) {
			return nil, errors.New("no such hash")
		}
		hashes[i] = s[index]
	}
	return hashes, nil
}

// audited reads every entry, and builds the tree anew.
func audited(log place, tree tlog.Tree) (stored, error) {
	var hashes stored
	for n := int64(0); n < tree.N; {
		width := tree.N - n
		if width > tileWidth {
			width = tileWidth
		}
		bundle, err := log.read(tilePath("entries", n/tileWidth, int(width)))
		if err != nil {
			return nil, err
		}
		for ; width > 0; width-- {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				return nil, fmt.Errorf("entry %d is cut off", n)
			}
			length := int(binary.BigEndian.Uint16(bundle))
			more, err := tlog.StoredHashes(n, bundle[2:2+length], hashes)
			if err != nil {
				return nil, err
			}
			hashes, bundle, n = append(hashes, more...), bundle[2+length:], n+1
		}
		if len(bundle) > 0 {
			return nil, fmt.Errorf("something stands after entry %d", n-1)
		}
	}
	root, err := tlog.TreeHash(tree.N, hashes)
	if err == nil && tree.N > 0 && root != tree.Hash {
		err = errors.New("the entries have another root than the checkpoint")
	}
	return hashes, err
}

// proved asks the tiles for proofs of inclusion and consistency, and checks each.
func proved(log place, tree tlog.Tree, own stored) error {
	tiles := tlog.TileHashReader(tree, log)
	for i := 0; i < samples && tree.N > 0; i++ {
		n := rand.Int63n(tree.N)
		proof, err := tlog.ProveRecord(tree.N, n, tiles)
		if err != nil {
			return err
		}
		leaf := own[tlog.StoredHashIndex(0, n)]
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, n, leaf); err != nil {
			return err
		}
		size := 1 + rand.Int63n(tree.N)
		grown, err := tlog.ProveTree(tree.N, size, tiles)
		if err != nil {
			return err
		}
		old, err := tlog.TreeHash(size, own)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(grown, tree.N, tree.Hash, size, old); err != nil {
			return err
		}
	}
	return nil
}

// filed checks a proof in a file (c2sp.org/tlog-proof) of a record in another.
func filed(proofFile, recordFile string, verifier note.Verifier) error {
	text, err := os.ReadFile(proofFile)
	if err != nil {
		return err
	}
	record, err := os.ReadFile(recordFile)
	if err != nil {
		return err
	}
	head, signed, found := bytes.Cut(text, []byte("\n\n"))
	if !found {
		return errors.New("the proof has no checkpoint")
	}
	lines := strings.Split(string(head), "\n")
	if lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("the file is no proof")
	}
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		lines = lines[1:]
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "index ") {
		return errors.New("the proof has no index")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "index "), 10, 64)
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	tree, err := opened(signed, verifier)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(record))
}

func run(arguments []string) error {
	if len(arguments) < 2 || len(arguments)%2 != 0 {
		return errors.New("usage: client VERIFIER-KEY FOLDER-OR-URL [PROOF RECORD]...")
	}
	verifier, err := note.NewVerifier(arguments[0])
	if err != nil {
		return err
	}
	log, begun := place(arguments[1]), time.Now()
	signed, err := log.read("checkpoint")
	if err != nil {
		return err
	}
	tree, err := opened(signed, verifier)
	if err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	fmt.Printf("checkpoint: signed by %s, %d records\n", verifier.Name(), tree.N)
	own, err := audited(log, tree)
	if err != nil {
		return fmt.Errorf("audit: %w", err)
	}
	fmt.Printf("audit: every entry is in the tree, %.0f ms\n", time.Since(begun).Seconds()*1000)
	if err := proved(log, tree, own); err != nil {
		return fmt.Errorf("proofs: %w", err)
	}
	fmt.Printf("proofs: %d of inclusion and %d of consistency hold\n", samples, samples)
	for files := arguments[2:]; len(files) > 0; files = files[2:] {
		if err := filed(files[0], files[1], verifier); err != nil {
			return fmt.Errorf("%s: %w", files[0], err)
		}
		fmt.Printf("%s: holds\n", files[0])
	}
	return nil
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Println("DOES NOT HOLD:", err)
		os.Exit(1)
	}
}
