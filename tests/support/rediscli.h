// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

namespace sm::test {

/// What redis-cli prints for \p words: another client, which shares no code with ours. The password is \p password.
inline QString redisCli(quint16 port, const QByteArray &password, const QStringList &words)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("REDISCLI_AUTH"), QString::fromUtf8(password));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral("redis-cli"), QStringList{QStringLiteral("-p"), QString::number(port)} + words);
    process.closeWriteChannel();
    if (!process.waitForFinished(20'000))
        qWarning("redis-cli does not end");
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

} // namespace sm::test
