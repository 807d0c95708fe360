// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/awsenvironment.h>

#include <QCoreApplication>
#include <QFile>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::AwsEnvironment", text); }

constexpr qint64 longestFile = 10 * 1024 * 1024;

} // namespace

AwsEnvironment AwsEnvironment::ofThisProcess()
{
    return {QProcessEnvironment::systemEnvironment(), {}, Platform::Unix};
}

QString AwsEnvironment::value(const QString &name) const { return variables.value(name).trimmed(); }

QString AwsEnvironment::home() const
{
    if (const QString home = value(u"HOME"_s); !home.isEmpty() || platform == Platform::Unix)
        return home;
    if (const QString profile = value(u"USERPROFILE"_s); !profile.isEmpty())
        return profile;
    return value(u"HOMEDRIVE"_s) + value(u"HOMEPATH"_s);
}

QString AwsEnvironment::inHome(const QStringList &parts) const
{
    const QString base = home();
    if (base.isEmpty())
        return {};
    const QChar separator = platform == Platform::Windows ? u'\\' : u'/';
    return base + separator + parts.join(separator);
}

QString AwsEnvironment::expanded(const QString &path) const
{
    if (path.startsWith("~/"_L1) || (platform == Platform::Windows && path.startsWith("~\\"_L1)))
        return inHome({path.mid(2)});
    return path;
}

QString AwsEnvironment::configFile() const
{
    const QString given = value(u"AWS_CONFIG_FILE"_s);
    return given.isEmpty() ? inHome({u".aws"_s, u"config"_s}) : expanded(given);
}

QString AwsEnvironment::credentialsFile() const
{
    const QString given = value(u"AWS_SHARED_CREDENTIALS_FILE"_s);
    return given.isEmpty() ? inHome({u".aws"_s, u"credentials"_s}) : expanded(given);
}

QString AwsEnvironment::ssoCacheFolder() const { return inHome({u".aws"_s, u"sso"_s, u"cache"_s}); }

Result<QByteArray> AwsEnvironment::readFile(const QString &path) const
{
    const QString whole = expanded(path);
    QFile file(root.isEmpty() ? whole : root + u'/' + whole);
    if (!file.exists())
        return Error(Error::Kind::NotFound, tr("There is no file %1.").arg(whole)).withCode(u"NoFile"_s);
    if (!file.open(QIODevice::ReadOnly))
        return Error(Error::Kind::Storage, tr("The file %1 can not be read: %2").arg(whole, file.errorString()));
    if (file.size() > longestFile)
        return Error(Error::Kind::Storage, tr("The file %1 is too long to be what it should be.").arg(whole));
    return file.readAll();
}

} // namespace sm::aws
