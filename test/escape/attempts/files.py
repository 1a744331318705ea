"""Files outside the project."""

import os

from .base import ALWAYS, FILES, VIEW, Absent, Stopped, attempt, call, first_of, may_open, read

OPEN = "no rule about files at this level"
SHM = "/dev/shm is the machine's at this level: multiprocessing needs it"
META = "Landlock rules the content of files, not names, modes and times"


@attempt("read /etc/shadow", 1, stopped=FILES, kernel="basic off", why=OPEN)
def read_shadow(_):
    return f"{len(read('/etc/shadow'))} bytes"


@attempt("read a file of the same user outside the project", 1, stopped=FILES, why=OPEN, witness="canary")
def read_home(facts):
    return read(facts.outside + "/secret")


@attempt("read it through a symbolic link that lies in the project", 2, stopped=FILES, why=OPEN, witness="canary")
def read_by_link_that_was_there(facts):
    return read(facts.link)


@attempt("read it through a symbolic link of its own making", 2, stopped=FILES, why=OPEN, witness="canary")
def read_by_own_link(facts):
    os.symlink(facts.outside + "/secret", facts.work + "/link")
    return read(facts.work + "/link")


@attempt("read it by way of ..", 2, stopped=FILES, why=OPEN, witness="canary")
def read_by_dotdot(facts):
    relative = os.path.relpath(facts.outside + "/secret", facts.project)
    depth = "/.." * 30
    return first_of([relative, "/proc/self/cwd/" + relative, f"/proc/self/root{depth}{facts.outside}/secret",
                     f"{depth}{facts.outside}/secret"], read)


@attempt("leave its root by a held directory and ..", None, stopped=FILES, why=OPEN, witness="canary")
def read_by_fchdir(facts):
    held = os.open(facts.project, os.O_PATH)
    for _ in range(40):
        up = os.open("..", os.O_PATH, dir_fd=held)
        os.close(held)
        held = up
    with open(os.open(facts.outside.lstrip("/") + "/secret", os.O_RDONLY, dir_fd=held), "rb") as file:
        return file.read()


@attempt("reach a directory through descriptor 0, 1 or 2 and ..", 51, stopped=ALWAYS)
def dotdot_of_stdio(_):
    return first_of((0, 1, 2), lambda fd: os.open("..", os.O_RDONLY, dir_fd=fd))


@attempt("list the directory that the project lies in", 1, stopped=FILES, why=OPEN)
def list_beside_project(facts):
    names = set(os.listdir(facts.home)) - {os.path.basename(facts.project)}
    if not names:
        raise Stopped("only the project is there")
    return f"{len(names)} names"


@attempt("learn size and times of a file outside", None, stopped=VIEW, why=META)
def stat_outside(facts):
    return os.stat(facts.outside + "/secret").st_size


@attempt("read another project's files", 1, stopped=FILES, why=OPEN, witness="secret")
def read_other_project(facts):
    return read(facts.other_project + "/secret")


@attempt("change a file outside", 26, stopped=FILES, why=OPEN, witness="canary")
def write_outside(facts):
    with open(facts.outside + "/file", "a", encoding="utf-8") as file:
        return file.write("changed")


@attempt("create a file outside", 26, stopped=FILES, why=OPEN, witness="canary")
def create_outside(facts):
    with open(facts.outside + "/new", "w", encoding="utf-8") as file:
        return file.write("new")


@attempt("remove a file outside", 26, stopped=FILES, why=OPEN, witness="canary")
def unlink_outside(facts):
    return os.unlink(facts.outside + "/file")


@attempt("cut a file outside short", 26, stopped=FILES, why=OPEN, witness="canary", needs_abi=3)
def truncate_outside(facts):
    return os.truncate(facts.outside + "/file", 0)


@attempt("rename a file outside", 26, stopped=FILES, why=OPEN, witness="canary")
def rename_outside(facts):
    return os.rename(facts.outside + "/file", facts.outside + "/renamed")


@attempt("change the mode of a file outside", None, stopped=VIEW, why=META, witness="canary")
def chmod_outside(facts):
    return os.chmod(facts.outside + "/file", 0o666)


@attempt("change the times of a file outside", None, stopped=VIEW, why=META, witness="canary")
def utime_outside(facts):
    return os.utime(facts.outside + "/file", (1, 1))


@attempt("set an attribute (user.*) of a file outside", None, stopped=VIEW, kernel="landlock basic off", why=META, witness="canary")
def setxattr_outside(facts):
    return os.setxattr(facts.outside + "/file", "user.pirun", b"changed")


@attempt("hard-link a file outside into the project", 36, stopped=FILES, why=OPEN, witness="canary")
def link_from_outside(facts):
    os.link(facts.outside + "/secret", facts.work + "/linked")
    return read(facts.work + "/linked")


@attempt("move a file outside into the project", 36, stopped=FILES, why=OPEN, witness="canary")
def rename_from_outside(facts):
    return os.rename(facts.outside + "/file", facts.work + "/taken")


@attempt("change a file of the system: /etc/passwd", 26, stopped=FILES, kernel="basic off", why=OPEN)
def write_etc(_):
    return may_open("/etc/passwd")


@attempt("change a file of the system: /usr", 26, stopped=FILES, kernel="basic off", why=OPEN)
def write_usr(_):
    return may_open("/usr/lib/os-release")


@attempt("create a file in /", 26, stopped=FILES, kernel="basic off", why=OPEN)
def create_in_root(_):
    return may_open("/", os.O_TMPFILE | os.O_RDWR)  # without a name: nothing to remove


@attempt("create a file in /etc, /usr, /dev, /var, /run or /opt", 26, stopped=FILES, kernel="basic off", why=OPEN)
def create_in_system(_):
    return first_of(("/etc", "/usr", "/usr/bin", "/dev", "/var", "/var/tmp", "/run", "/opt"),
                    lambda path: may_open(path, os.O_TMPFILE | os.O_RDWR))


@attempt("read a file of another program in /dev/shm", 16, stopped=VIEW, why=SHM, witness="secret")
def read_dev_shm(facts):
    return read(facts.shm_file)


@attempt("read a file of another program in /tmp", 16, stopped=FILES, why=OPEN, witness="secret")
def read_tmp(facts):
    return read(facts.tmp_file)


@attempt("leave a file in the machine's /tmp", 16, stopped=FILES, why="/tmp is the machine's own at this level",
         witness="tmp_left")
def leave_in_tmp(facts):
    with open(facts.tmp_left, "w", encoding="utf-8") as file:
        return file.write("left")


@attempt("read a disk as a device", 34, stopped=FILES, kernel="basic off", why=OPEN)
def read_disk_device(_):
    disks = ["/dev/" + name for name in ("vda", "sda", "nvme0n1", "mmcblk0", "xvda", "dm-0", "loop0", "root")]
    return first_of(disks, lambda path: may_open(path, os.O_RDONLY))


@attempt("read the machine's memory: /dev/mem, /proc/kcore", None, stopped=FILES, kernel="basic off", why=OPEN)
def read_machine_memory(_):
    return first_of(("/dev/mem", "/dev/kmem", "/dev/port", "/proc/kcore"), lambda path: may_open(path, os.O_RDONLY))


@attempt("make a device node of the root disk", 34, stopped=FILES + " basic", kernel="off", why="nothing but the kernel's rules")
def make_device_node(facts):
    os.mknod(facts.work + "/disk", 0o60600, os.stat("/").st_dev)
    os.unlink(facts.work + "/disk")
    return "made it"


@attempt("use /dev/kvm, /dev/fuse, /dev/net/tun, /dev/vhost-net, /dev/uinput", None, stopped=FILES, kernel="basic off", why=OPEN)
def open_other_devices(_):
    return first_of(["/dev/" + n for n in ("kvm", "fuse", "net/tun", "vhost-net", "uinput", "loop-control")],
                    lambda path: may_open(path, os.O_RDWR))


@attempt("write to /proc/sys: core_pattern", 26, stopped=FILES, kernel="basic off", why=OPEN)
def write_core_pattern(_):
    return may_open("/proc/sys/kernel/core_pattern")


@attempt("write to other files of the kernel in /proc", 26, stopped=FILES, kernel="basic off", why=OPEN)
def write_proc_sys(_):
    return first_of(("/proc/sys/kernel/hostname", "/proc/sys/vm/overcommit_memory", "/proc/sys/kernel/modprobe",
                     "/proc/sysrq-trigger", "/proc/sys/fs/binfmt_misc/register", "/proc/irq/default_smp_affinity"), may_open)


@attempt("write to /sys", 26, stopped=FILES, kernel="basic off", why=OPEN)
def write_sys(_):
    return first_of(("/sys/kernel/mm/transparent_hugepage/enabled", "/sys/power/state", "/sys/kernel/uevent_helper",
                     "/sys/kernel/debug/sched/features"), may_open)


@attempt("write to a control group", None, stopped=FILES, kernel="basic off", why=OPEN)
def write_cgroup(_):
    found = [os.path.join(top, "cgroup.procs") for top, _, names in os.walk("/sys/fs/cgroup") if "cgroup.procs" in names]
    if not found:
        raise Stopped("no control group is to be seen")
    return first_of(found, may_open)


@attempt("open a file by its handle, past all directories", 45, stopped=FILES + " basic", kernel="off",
         why="nothing but the kernel's rules")
def open_by_handle(facts):
    import ctypes

    class Handle(ctypes.Structure):
        _fields_ = [("size", ctypes.c_uint), ("type", ctypes.c_int), ("bytes", ctypes.c_ubyte * 128)]
    handle, mount_id = Handle(size=128), ctypes.c_int()
    call("name_to_handle_at", -100, facts.project.encode(), ctypes.byref(handle), ctypes.byref(mount_id), 0)
    root = os.open(facts.project, os.O_RDONLY)
    return f"descriptor {call('open_by_handle_at', root, ctypes.byref(handle), os.O_RDONLY)}"


@attempt("use a socket of D-Bus, Docker or systemd", 39, stopped=FILES + " basic", kernel="off", why="nothing hides sockets")
def system_sockets(_):
    import socket
    paths = ("/run/dbus/system_bus_socket", "/run/docker.sock", "/var/run/docker.sock", "/run/systemd/private",
             "/run/containerd/containerd.sock", "/run/podman/podman.sock", "/run/systemd/notify", "/run/systemd/journal/socket")

    def connect(path):
        with socket.socket(socket.AF_UNIX) as sock:
            sock.connect(path)
        return path
    if not any(map(os.path.exists, paths)):
        connect(paths[0])  # says ENOENT, or that there are no sockets at all
        raise Absent("no such service")
    return first_of(paths, connect)
