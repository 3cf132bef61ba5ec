package postgres_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"example.com/eda/adapters/postgres"
)

// server is the connection string of the PostgreSQL that the tests of this package share.
var server string

// TestMain starts a PostgreSQL of its own, unless EDA_POSTGRES names one. Where none is installed it installs Debian's.
func TestMain(m *testing.M) {
	if server = os.Getenv("EDA_POSTGRES"); server != "" {
		os.Exit(m.Run())
	}
	stop, err := start()
	if err != nil {
		fmt.Fprintln(os.Stderr, "PostgreSQL could not be started, so its adapter is NOT tested:", err)
		os.Exit(1)
	}
	code := m.Run()
	stop()
	os.Exit(code)
}

func start() (stop func(), err error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "eda-postgres-")
	if err != nil {
		return nil, err
	}
	as, err := account(dir)
	if err != nil {
		return nil, err
	}
	data := filepath.Join(dir, "data")
	if err := as(filepath.Join(bin, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "--no-sync"); err != nil {
		return nil, err
	}
	ctl := filepath.Join(bin, "pg_ctl")
	// No TCP port that another test could want, and no fsync: the data goes away with the test.
	options := "-c listen_addresses='' -c fsync=off -c unix_socket_directories=" + dir
	if err := as(ctl, "-D", data, "-w", "-l", filepath.Join(dir, "log"), "-o", options, "start"); err != nil {
		return nil, err
	}
	server = "host=" + dir + " user=postgres dbname=postgres"
	return func() {
		_ = as(ctl, "-D", data, "-m", "immediate", "stop")
		_ = os.RemoveAll(dir)
	}, nil
}

// binaries returns where initdb and pg_ctl are.
func binaries() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		path, err = filepath.EvalSymlinks(path)
		return filepath.Dir(path), err
	}
	for range 2 {
		found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
		if len(found) > 0 {
			return filepath.Dir(found[len(found)-1]), nil
		}
		fmt.Fprintln(os.Stderr, "no PostgreSQL here: installing Debian's with apt-get")
		install := exec.Command("sh", "-c", "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql")
		if out, err := install.CombinedOutput(); err != nil {
			return "", fmt.Errorf("apt-get: %w: %s", err, out)
		}
	}
	return "", fmt.Errorf("no initdb in /usr/lib/postgresql")
}

// account returns how to run a program: as oneself, or, because PostgreSQL refuses to run as root, as the user postgres.
func account(dir string) (as func(program string, args ...string) error, err error) {
	var credential *syscall.Credential
	if os.Getuid() == 0 {
		owner, err := user.Lookup("postgres")
		if err != nil {
			return nil, err
		}
		uid, _ := strconv.Atoi(owner.Uid) // numbers, on the systems where uid 0 is root
		gid, _ := strconv.Atoi(owner.Gid)
		if err := os.Chown(dir, uid, gid); err != nil {
			return nil, err
		}
		credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
	return func(program string, args ...string) error {
		cmd := exec.Command(program, args...)
		cmd.Dir = dir
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: credential}
		var out strings.Builder
		cmd.Stdout, cmd.Stderr = &out, &out
		if strings.HasSuffix(program, "pg_ctl") {
			cmd.Stdout, cmd.Stderr = nil, nil // the server would hold the pipe open
		}
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("%s: %w: %s", program, err, out.String())
		}
		return nil
	}, nil
}

// open returns an empty database with the tables of the adapter.
func open(t *testing.T) (*postgres.Database, *pgxpool.Pool) {
	t.Helper()
	pool := create(t, t.Name())
	db, err := postgres.Open(context.Background(), pool)
	if err != nil {
		t.Fatal(err)
	}
	return db, pool
}

// create returns an empty database.
func create(t *testing.T, name string) *pgxpool.Pool {
	t.Helper()
	ctx, name := context.Background(), strings.ToLower(name)
	admin, err := pgxpool.New(ctx, server)
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	for _, sql := range []string{`DROP DATABASE IF EXISTS "` + name + `"`, `CREATE DATABASE "` + name + `"`} {
		if _, err := admin.Exec(ctx, sql); err != nil {
			t.Fatal(err)
		}
	}
	config, err := pgxpool.ParseConfig(server)
	if err != nil {
		t.Fatal(err)
	}
	config.ConnConfig.Database, config.MaxConns = name, 12
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return pool
}
