"""What a model runs on, by its maker's name where that can be had without further packages."""

import ctypes
import sys
from dataclasses import dataclass

CPU_SHOWN = "CPU"
_LONGEST_NAME = 256


@dataclass(frozen=True)
class Device:
    """What a model runs on.

    Attributes:
        provider: "CPU", "CUDA", "DirectML" or "CoreML", as the open session says.
        name: The device's own name, such as "NVIDIA H100"; empty where it is not known, and for the CPU.
        threads: Threads of the CPU for one model step.
    """

    provider: str = CPU_SHOWN
    name: str = ""
    threads: int = 1

    @property
    def is_cpu(self) -> bool:
        """Whether it is the CPU."""
        return self.provider == CPU_SHOWN

    def __str__(self) -> str:
        if self.is_cpu:
            return f"{self.provider}, {self.threads} thread{'' if self.threads == 1 else 's'}"
        return f"{self.provider}: {self.name}" if self.name else self.provider


def device_name(provider: str) -> str:
    """The name of a provider's first device, which sessions run on; empty where it is not known.

    Args:
        provider: A key of `desktop.engine.devices.provider.PROVIDERS`. A graphics card that sleeps is woken.
    """
    if provider == "cuda":
        return _cuda_name()
    if provider == "directml":
        return next((name for name in graphics() if name), "")
    return ""


def graphics() -> list[str]:
    """What else than the CPU ONNX Runtime sees in this machine, without waking it: names, or PCI numbers.

    Empty before ONNX Runtime 1.22, which could not tell.
    """
    from onnxruntime.capi import onnxruntime_pybind11_state as runtime

    if not hasattr(runtime, "get_hardware_devices"):
        return []
    others = [one for one in runtime.get_hardware_devices() if one.type != runtime.OrtHardwareDeviceType.CPU]
    return [one.metadata.get("Description") or f"{one.vendor_id:04x}:{one.device_id:04x}" for one in others]


def _cuda_name() -> str:
    """Ask NVIDIA's driver, which is there wherever CUDA works (CUDA Driver API, `cuDeviceGetName`)."""
    try:
        driver = ctypes.CDLL("nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1")
    except OSError:
        return ""
    device, name = ctypes.c_int(), ctypes.create_string_buffer(_LONGEST_NAME)
    failed = (
        driver.cuInit(0)
        or driver.cuDeviceGet(ctypes.byref(device), 0)
        or driver.cuDeviceGetName(name, len(name), device)
    )
    return "" if failed else name.value.decode(errors="replace")
