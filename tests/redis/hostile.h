// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>

namespace sm::test {

/// Values that try to end their argument, begin a command, or be read as something else.
inline QByteArrayList hostileValues()
{
    QByteArray everyByte;
    for (int byte = 0; byte < 256; ++byte)
        everyByte.append(static_cast<char>(byte));
    return {QByteArray(""), QByteArray("\r\n"), QByteArray("\0", 1), QByteArray("a\0b", 3),
        QByteArray("*3\r\n$3\r\nSET\r\n$1\r\nx\r\n$1\r\ny\r\n"), QByteArray("\r\nFLUSHALL\r\n"), QByteArray("$-1\r\n"),
        QByteArray("x\r\n*1\r\n$8\r\nFLUSHALL\r\n"), QByteArray("\" ; FLUSHALL"), QByteArray("'$(reboot)`id`"),
        QByteArray("*"), QByteArray("[a-z]?\\*"), QByteArray("{{x}} %s %n"), QByteArray("\xff\xfe\xe2\x80\xa8"),
        QByteArray("--pattern *"), everyByte, QByteArray(1024 * 1024, '\r'), everyByte.repeated(4096)};
}

} // namespace sm::test
