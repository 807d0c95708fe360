// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace sm::test {

/// A Python program that serves on loopback for as long as this object lives.
///
/// Its first line of output is a JSON object that says where ("endpoint"). It ends when this process does, too.
class PythonServer
{
public:
    /// Starts \p arguments (a script, or -m and a package below tests/support) and waits at most 20 s for the first
    /// line.
    explicit PythonServer(const QStringList &arguments);
    ~PythonServer();
    PythonServer(const PythonServer &) = delete;
    PythonServer &operator=(const PythonServer &) = delete;

    /// What the first line said; empty when the program did not start, and then failure() says why.
    [[nodiscard]] QJsonObject facts() const { return m_facts; }
    [[nodiscard]] QString failure() const { return m_failure; }
    [[nodiscard]] bool isRunning() const { return m_process.state() == QProcess::Running; }

    /// The Python that ./dev prepared: STATIONMASTER_PYTHON, else that of the build folder, else python3.
    static QString python();
    /// Empty when \p modules can be imported, otherwise a sentence for QSKIP.
    static QString whyUnavailable(const QStringList &modules);

private:
    QProcess m_process;
    QJsonObject m_facts;
    QString m_failure;
};

} // namespace sm::test
