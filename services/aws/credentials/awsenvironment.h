// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QProcessEnvironment>

namespace sm::aws {

/// The environment variables and files that AWS's tools read, as a value, so that tests can bring their own.
struct AwsEnvironment
{
    enum class Platform { Unix, Windows };

    QProcessEnvironment variables;
    QString root; ///< put before each absolute path; empty outside tests
    Platform platform = Platform::Unix;

    static AwsEnvironment ofThisProcess();

    /// A variable without surrounding white space; empty: not set, or blank.
    QString value(const QString &name) const;
    /// The user's home as AWS's tools find it: HOME, on Windows then USERPROFILE, then HOMEDRIVE and HOMEPATH.
    QString home() const;
    /// AWS_CONFIG_FILE, else .aws/config in the home.
    QString configFile() const;
    /// AWS_SHARED_CREDENTIALS_FILE, else .aws/credentials in the home.
    QString credentialsFile() const;
    /// The folder of the AWS CLI's own token cache.
    QString ssoCacheFolder() const;

    /// \error Kind::NotFound there is no such file
    /// \error Kind::Storage  it can not be read, or is longer than 10 MB
    Result<QByteArray> readFile(const QString &path) const;

private:
    QString inHome(const QStringList &parts) const;
    QString expanded(const QString &path) const;
};

} // namespace sm::aws
