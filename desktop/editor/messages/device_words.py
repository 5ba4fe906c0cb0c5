"""What a model runs on, and how fast that is, in the language of the window."""

from PySide6.QtCore import QObject

from desktop.editor.messages.wording import QT_TRANSLATE_NOOP, translate
from desktop.engine.devices.device import Device
from desktop.engine.placement.verdict import Verdict

# What the settings call them, in the order of the choice.
PROVIDERS = {
    "auto": QT_TRANSLATE_NOOP("Device", "Automatic: what is fastest here"),
    "cpu": QT_TRANSLATE_NOOP("Device", "Processor (CPU)"),
    "cuda": QT_TRANSLATE_NOOP("Device", "NVIDIA graphics (CUDA)"),
    "directml": QT_TRANSLATE_NOOP("Device", "Windows graphics (DirectML)"),
    "coreml": QT_TRANSLATE_NOOP("Device", "Apple (Core ML)"),
}


class _Threads(QObject):
    """Numbers threads; `pyside6-lupdate` tells one from many in `tr` alone."""

    def words(self, threads: int) -> str:
        return self.tr("CPU, %n thread(s)", None, threads)


def provider_words(provider: str) -> str:
    """Return what a provider is called, by its name in the settings."""
    return translate("Device", PROVIDERS.get(provider, provider))


def device_words(device: Device) -> str:
    """Return what a device is called, such as "CPU, 1 thread" or "CUDA: NVIDIA H100"."""
    return _Threads().words(device.threads) if device.is_cpu else str(device)


def measured_words(verdict: Verdict) -> list[str]:
    """Return what was measured of each provider, one sentence each."""
    figures = translate("Device", "{device}: {time} ms a suggestion, {rate} words a second")
    failed = translate("Device", "{provider}: does not work here ({reason})")
    return [
        *(
            figures.format(
                device=device_words(one.device),
                time=f"{one.suggestion_ms:.1f}",
                rate=f"{one.words_per_second:.0f}",
            )
            for one in verdict.figures.values()
        ),
        *(
            failed.format(provider=provider_words(provider), reason=translate("errors", reason))
            for provider, reason in verdict.failures.items()
        ),
    ]
