"""Every way a model may misbehave, by name, singly and mixed; the same seed makes the same answer."""

from random import Random

from tests.adversarial import figure_faults, shape_faults, wording_faults
from tests.adversarial.answers import Faulty, Sound, commit
from tests.adversarial.wording_faults import INJECTED

CONTENT = {**figure_faults.FAULTS, **wording_faults.FAULTS}
SHAPE = shape_faults.FAULTS
FAULTS = {**CONTENT, **SHAPE}

__all__ = ["CONTENT", "FAULTS", "INJECTED", "SHAPE", "faulty", "mixed"]


def faulty(name: str, sound: Sound, seed: str) -> Faulty | None:
    """None when the answer has no place for the fault."""
    return commit({**FAULTS, **INJECTED}[name], sound, Random(f"{seed}/{name}"))


def mixed(sound: Sound, seed: str) -> tuple[str, Faulty] | None:
    """Two faults of content, then one of shape, one upon the other; their names joined."""
    rng = Random(seed)
    names: list[str] = []
    planted = list[Faulty]()
    spoilt = sound
    for kind, most in ((CONTENT, 2), (SHAPE, 3)):
        for name in rng.sample(sorted(kind), len(kind)):
            made = commit(kind[name], spoilt, rng) if len(names) < most else None
            if made is not None:
                names.append(name)
                planted.append(made)
                spoilt = Sound(sound.brief, sound.index, made.text)
    if len(names) < 3:
        return None
    last = planted[-1]
    return "+".join(names), Faulty(
        last.text,
        tuple(words for one in planted for words in one.planted),
        tuple(key for one in planted for key in one.dropped),
        finish=last.finish,
        ending=last.ending,
        echo=last.echo,
    )
