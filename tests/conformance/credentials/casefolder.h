// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/awsenvironment.h>

#include <QDir>
#include <QTemporaryDir>

#include <memory>

namespace sm::test {

/// A folder of one recorded case (smithy-rs): env.json, fs/, http-traffic.json, test-case.json. Its files are laid out
/// in a folder of their own, where "dot-aws" has its real name again.
class CaseFolder
{
public:
    explicit CaseFolder(const QString &path);

    QString name() const { return m_folder.dirName(); }
    QJsonObject expected() const;
    QByteArray traffic() const { return content(QStringLiteral("http-traffic.json")); }
    aws::AwsEnvironment environment() const;

private:
    QByteArray content(const QString &file) const;
    void copy(const QDir &from, const QString &to);

    QDir m_folder;
    std::unique_ptr<QTemporaryDir> m_root = std::make_unique<QTemporaryDir>();
};

/// The folder of the published vectors for \p set, or an empty string when there is none.
QString vectors(const QString &set);
QJsonDocument readJson(const QString &path);

} // namespace sm::test
