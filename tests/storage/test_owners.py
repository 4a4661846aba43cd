import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from drafting.errors import StorageError
from drafting.storage.owners import SILENCE, Owner

CLAIM = """
import sys, time
from pathlib import Path
from drafting.storage.owners import Owner
owner = Owner(Path(sys.argv[1]))
print(owner.claim(), flush=True)
time.sleep(60)
"""


def test_an_owner_lives_from_its_claim_to_its_release(tmp_path: Path) -> None:
    owner, other = Owner(tmp_path / "owners"), Owner(tmp_path / "owners")
    token = owner.claim()
    assert owner.claim() == token
    assert (owner.alive(token, ""), other.alive(token, "")) == (True, True)
    owner.release()
    assert (owner.alive(token, ""), other.alive(token, "")) == (False, False)
    assert list((tmp_path / "owners").iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="needs SIGSTOP and SIGKILL")
def test_a_stalled_process_lives_and_a_killed_one_does_not(tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", CLAIM, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    token = process.stdout.readline().strip()
    process.send_signal(signal.SIGSTOP)
    here = Owner(tmp_path)
    assert here.alive(token, "")
    process.kill()
    process.communicate()
    assert not here.alive(token, "")
    assert not (tmp_path / token).exists()


@pytest.mark.parametrize(("age", "alive"), [(SILENCE / 2, True), (SILENCE * 2, False)])
def test_on_a_server_the_heartbeat_decides(age: timedelta, alive: bool) -> None:
    assert Owner(None).alive("token", (datetime.now(UTC) - age).isoformat()) is alive


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="无法登记起草任务，请检查该文件夹是否可写。"):
        Owner(tmp_path / "file" / "owners").claim()
