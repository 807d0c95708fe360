# SPDX-License-Identifier: GPL-3.0-or-later
"""Watches an X server from the outside, with libX11, libXdamage and libXtst: when a window is there, when something is
painted into it, when it answers to the pointer. Nothing in the watched program helps."""
import ctypes
import select
import time

CREATE_NOTIFY = 16
MAP_NOTIFY = 19
CONFIGURE_NOTIFY = 22
SUBSTRUCTURE_NOTIFY = 1 << 19
Z_PIXMAP = 2
ACTIONS_FIELD = 560, 27
PALETTE_WIDTH = 400  # at least
ALL_PLANES = ctypes.c_ulong(-1)


class XMapEvent(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("event", ctypes.c_ulong), ("window", ctypes.c_ulong),
                ("override_redirect", ctypes.c_int)]


class XConfigureEvent(ctypes.Structure):
    _fields_ = XMapEvent._fields_[:6] + [("x", ctypes.c_int), ("y", ctypes.c_int), ("width", ctypes.c_int),
                                         ("height", ctypes.c_int)]


class XEvent(ctypes.Union):
    _fields_ = [("type", ctypes.c_int), ("map", XMapEvent), ("configure", XConfigureEvent),
                ("pad", ctypes.c_long * 24)]


class XImage(ctypes.Structure):  # the first members, which is all that is read
    _fields_ = [("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int),
                ("format", ctypes.c_int), ("data", ctypes.POINTER(ctypes.c_char)), ("byte_order", ctypes.c_int),
                ("bitmap_unit", ctypes.c_int), ("bitmap_bit_order", ctypes.c_int), ("bitmap_pad", ctypes.c_int),
                ("depth", ctypes.c_int), ("bytes_per_line", ctypes.c_int)]


def library(name, **results):
    loaded = ctypes.CDLL(name)
    for function, result in results.items():
        getattr(loaded, function).restype = result
    return loaded


class Screen:
    def __init__(self, display):
        self.x11 = library("libX11.so.6", XOpenDisplay=ctypes.c_void_p, XDefaultRootWindow=ctypes.c_ulong,
                           XGetImage=ctypes.POINTER(XImage))
        self.damage = library("libXdamage.so.1", XDamageCreate=ctypes.c_ulong)
        self.test = library("libXtst.so.6")
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(display.encode()))
        if not self.display:
            raise OSError("no X server at " + display)
        base, error = ctypes.c_int(), ctypes.c_int()
        self.damage.XDamageQueryExtension(self.display, ctypes.byref(base), ctypes.byref(error))
        self.damage_notify = base.value
        root = ctypes.c_ulong(self.x11.XDefaultRootWindow(self.display))
        self.x11.XSelectInput(self.display, root, ctypes.c_long(SUBSTRUCTURE_NOTIFY))
        self.x11.XSync(self.display, 0)
        self.widths = {}
        self.fd = self.x11.XConnectionNumber(self.display)

    def events(self, until):
        event = XEvent()
        while time.monotonic() < until:
            while self.x11.XPending(self.display):
                self.x11.XNextEvent(self.display, ctypes.byref(event))
                if event.type in (CREATE_NOTIFY, CONFIGURE_NOTIFY):  # alike as far as they are read
                    self.widths[event.configure.window] = event.configure.width
                yield event
            select.select([self.fd], [], [], max(0, until - time.monotonic()))
        raise TimeoutError("the window did nothing")

    def mapped(self, seconds=30):
        """The next window that appears."""
        for event in self.events(time.monotonic() + seconds):
            if event.type == MAP_NOTIFY and not event.map.override_redirect:
                window = ctypes.c_ulong(event.map.window)
                self.damage.XDamageCreate(self.display, window, 0)  # every rectangle
                self.x11.XFlush(self.display)
                return window

    def painted(self, window, seconds=30):
        """Returns when more than a background has been drawn into the window."""
        for event in self.events(time.monotonic() + seconds):
            if event.type == self.damage_notify and self.colours(window) > 3:
                return

    def colours(self, window):
        image = self.x11.XGetImage(self.display, window, 0, 0, 400, 120, ALL_PLANES, Z_PIXMAP)
        if not image:
            return 0
        size = image.contents.bytes_per_line * image.contents.height
        pixels = ctypes.string_at(image.contents.data, size)
        self.x11.XDestroyImage(image)
        return len({pixels[at:at + 4] for at in range(0, size, 4)})

    def answers(self, window, seconds=10):
        """Clicks on the field for actions in the top bar; returns when the palette, another window, is there."""
        self.test.XTestFakeMotionEvent(self.display, -1, *ACTIONS_FIELD, ctypes.c_ulong(0))
        for down in 1, 0:
            self.test.XTestFakeButtonEvent(self.display, 1, down, ctypes.c_ulong(0))
        self.x11.XFlush(self.display)
        for event in self.events(time.monotonic() + seconds):
            if event.type == MAP_NOTIFY and self.widths.get(event.map.window, 0) >= PALETTE_WIDTH \
                    and event.map.window != window.value:
                return

    def close(self):
        self.x11.XCloseDisplay(self.display)
