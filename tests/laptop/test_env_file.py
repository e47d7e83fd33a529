"""The file of one machine's secrets."""

from cryptography.fernet import Fernet

from config.laptop import envfile


def test_a_secret_is_made_once_and_kept(tmp_path):
    first = envfile.with_secrets({})
    envfile.write(tmp_path, first)

    assert envfile.with_secrets(envfile.read(tmp_path)) == first
    assert envfile.with_secrets({})["SECRET_KEY"] != first["SECRET_KEY"]


def test_only_its_owner_may_read_the_file(tmp_path):
    envfile.write(tmp_path, {"A": "1"})

    assert (tmp_path / "env").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["env"]


def test_lines_of_the_user_stay(tmp_path):
    (tmp_path / "env").write_text("# mine\nMAX_ROWS=5\nLOG_FORMAT='console'\n")

    envfile.write(tmp_path, envfile.with_secrets(envfile.read(tmp_path)))

    assert "MAX_ROWS=5\nLOG_FORMAT='console'\n" in (tmp_path / "env").read_text()


def test_the_encryption_key_is_one_that_fernet_takes(tmp_path):
    name, _, key = envfile.with_secrets({})["ENCRYPTION_KEYS"].partition(":")

    assert name == "k1"
    assert Fernet(key).decrypt(Fernet(key).encrypt(b"x")) == b"x"
