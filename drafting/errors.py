"""Every exception Nigao raises on purpose.

NigaoError                      one Chinese sentence: what, where, what to do
├── InputError                  what the user gave can't be used
│   ├── BriefError              brief file or Excel form
│   ├── ExemplarError           exemplar document
│   ├── UploadRefused           a file the gate turned away
│   ├── DerivationError         a figure that can't be computed from others
│   │   └── OperandPending      one of the others is still to be filled in
│   └── TemplateError           prompt template
├── OutputError                 a result can't be written where asked
├── ConfigurationError          endpoint, key or setting missing or unusable
├── StorageError                database missing, locked, or from another version
│   ├── StaleRevision           saved over a revision that is no longer the newest
│   └── LockedText              written over a text that is locked
└── WriterError                 a writer could not deliver a section
    ├── EndpointUnreachable     no connection, DNS, TLS, time-out
    ├── EndpointRefused         key, model or request not accepted
    ├── RateLimited             429
    ├── AnswerCut               stream broke or ended without a finish reason
    └── AnswerEmpty             nothing usable in the answer
"""


class NigaoError(Exception):
    """`message` states the fault, `place` where it is (file, line, field), `hint` the remedy; all Chinese."""

    retryable = False

    def __init__(self, message: str, *, place: str = "", hint: str = "") -> None:
        self.message = message
        self.place = place
        self.hint = hint
        super().__init__(message)

    def __str__(self) -> str:
        text = f"{self.place}：{self.message}" if self.place else self.message
        return f"{text}，{self.hint}。" if self.hint else f"{text}。"


class InputError(NigaoError):
    pass


class BriefError(InputError):
    pass


class ExemplarError(InputError):
    pass


class UploadRefused(InputError):
    pass


class DerivationError(InputError):
    pass


class OperandPending(DerivationError):
    pass


class TemplateError(InputError):
    pass


class OutputError(NigaoError):
    pass


class ConfigurationError(NigaoError):
    pass


class StorageError(NigaoError):
    pass


class StaleRevision(StorageError):
    pass


class LockedText(StorageError):
    pass


class WriterError(NigaoError):
    """`partial` is the text received before the fault; it is kept, never shown as a finished section."""

    def __init__(self, message: str, *, place: str = "", hint: str = "", partial: str = "") -> None:
        super().__init__(message, place=place, hint=hint)
        self.partial = partial


class EndpointUnreachable(WriterError):
    retryable = True


class EndpointRefused(WriterError):
    pass


class RateLimited(WriterError):
    retryable = True


class AnswerCut(WriterError):
    retryable = True


class AnswerEmpty(WriterError):
    retryable = True
