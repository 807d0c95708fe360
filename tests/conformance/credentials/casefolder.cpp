// SPDX-License-Identifier: GPL-3.0-or-later
#include "casefolder.h"

#include <support/vectors.h>

namespace sm::test {

using namespace Qt::Literals::StringLiterals;

QString vectors(const QString &set)
{
    const QString path = sm::test::vectorsFolder() + u'/' + set;
    return QFileInfo(path).isDir() ? path : QString();
}

QJsonDocument readJson(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll());
}

CaseFolder::CaseFolder(const QString &path)
    : m_folder(path)
{
    copy(QDir(m_folder.filePath(u"fs"_s)), m_root->path());
}

QByteArray CaseFolder::content(const QString &file) const
{
    QFile source(m_folder.filePath(file));
    return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
}

QJsonObject CaseFolder::expected() const { return readJson(m_folder.filePath(u"test-case.json"_s)).object(); }

aws::AwsEnvironment CaseFolder::environment() const
{
    aws::AwsEnvironment environment;
    environment.root = m_root->path();
    environment.variables.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
    const QJsonObject variables = readJson(m_folder.filePath(u"env.json"_s)).object();
    for (auto each = variables.begin(); each != variables.end(); ++each)
        environment.variables.insert(each.key(), each.value().toString());
    return environment;
}

void CaseFolder::copy(const QDir &from, const QString &to)
{
    QDir().mkpath(to);
    for (const QFileInfo &entry : from.entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden)) {
        const QString name = entry.fileName() == "dot-aws"_L1 ? u".aws"_s : entry.fileName();
        const QString target = to + u'/' + name;
        if (entry.isDir())
            copy(QDir(entry.filePath()), target);
        else
            QFile::copy(entry.filePath(), target);
    }
}

} // namespace sm::test
