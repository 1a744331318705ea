"""All attempts: importing the package fills base.REGISTER, in the order of the manual."""

from . import files, own_project, setid, proc, signals, ipc, net, kernel, rights, controls  # noqa: F401
