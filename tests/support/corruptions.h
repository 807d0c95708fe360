// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QStringList>

#include <functional>

#include <sys/stat.h>

namespace sm::test {

using namespace Qt::Literals::StringLiterals;

/// The folder of a backup that is damaged, and made whole again.
class DamagedFolder
{
public:
    /// \p aside is where a copy of it is kept.
    DamagedFolder(QString folder, QString aside)
        : m_folder(std::move(folder))
        , m_aside(std::move(aside))
    {
        QDirIterator files(m_folder, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            m_files << QDir(m_folder).relativeFilePath(files.next());
        m_files.sort();
        copy(m_folder, m_aside);
    }

    QString folder() const { return m_folder; }
    QStringList files() const { return m_files; }
    QString path(const QString &file) const { return m_folder + u'/' + file; }
    QByteArray content(const QString &file) const
    {
        QFile opened(path(file));
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }
    void write(const QString &file, const QByteArray &content) const
    {
        QFile opened(path(file));
        if (!opened.open(QIODevice::WriteOnly) || opened.write(content) != content.size())
            qWarning("a file can not be damaged");
    }
    void heal() const
    {
        QDir(m_folder).removeRecursively();
        copy(m_aside, m_folder);
    }

private:
    void copy(const QString &from, const QString &to) const
    {
        for (const QString &name : m_files) {
            QDir().mkpath(QFileInfo(to + u'/' + name).path());
            QFile::copy(from + u'/' + name, to + u'/' + name);
        }
    }

    QString m_folder;
    QString m_aside;
    QStringList m_files;
};

/// One byte of one file, spread over all of them and all of each.
struct DamagedPlace
{
    QString file;
    qsizetype offset = 0;
    int number = 0;
};

inline DamagedPlace placeOf(const DamagedFolder &backup, int number, int count)
{
    const qsizetype files = backup.files().size();
    const QString file = backup.files().at(number % files);
    const qsizetype steps = std::max<qsizetype>(1, count / files - 1);
    return {file, (backup.content(file).size() - 1) * std::min(number / files, steps) / steps, number};
}

using Corruption = std::function<void(const DamagedFolder &, const DamagedPlace &)>;

/// What one would do to one's own bytes.
inline Corruption inBytes(const std::function<QByteArray(QByteArray, const DamagedPlace &)> &change)
{
    return [change](const DamagedFolder &backup, const DamagedPlace &at) {
        backup.write(at.file, change(backup.content(at.file), at));
    };
}

/// The manifest says something else, under the checksum that it had.
inline void changeManifest(const DamagedFolder &backup, const DamagedPlace &at)
{
    QJsonObject json = QJsonDocument::fromJson(backup.content(u"manifest.json"_s)).object();
    QStringList keys = json.keys();
    keys.removeOne(u"sha256"_s);
    const QString key = keys.at(at.number % keys.size());
    if (at.number % 3 == 0)
        json.insert(key, u"changed %1"_s.arg(at.number));
    else if (at.number % 3 == 1)
        json.remove(key);
    else
        json.insert(u"more"_s, at.number);
    backup.write(u"manifest.json"_s, QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
}

inline QByteArray withTwoBytesSwapped(QByteArray content, const DamagedPlace &at)
{
    qsizetype other = (at.offset + 1) % content.size();
    while (content[other] == content[at.offset])
        other = (other + 1) % content.size();
    std::swap(content[at.offset], content[other]);
    return content;
}

inline void swapFiles(const DamagedFolder &backup, const DamagedPlace &at)
{
    const QStringList files = backup.files();
    const QString other = files.at((files.indexOf(at.file) + 1 + at.number % (files.size() - 1)) % files.size());
    const QByteArray content = backup.content(at.file);
    backup.write(at.file, backup.content(other));
    backup.write(other, content);
}

inline void linkFile(const DamagedFolder &backup, const DamagedPlace &at)
{
    const QString aside = backup.folder() + u"-aside-%1"_s.arg(at.number);
    QFile::copy(backup.path(at.file), aside);
    QFile::remove(backup.path(at.file));
    QFile::link(aside, backup.path(at.file));
}

inline void replaceByPipeOrFolder(const DamagedFolder &backup, const DamagedPlace &at)
{
    QFile::remove(backup.path(at.file));
    if (at.number % 2)
        ::mkfifo(qPrintable(backup.path(at.file)), 0600);
    else
        QDir().mkdir(backup.path(at.file));
}

/// What happens inside a file.
inline QMap<QString, Corruption> corruptionsOfBytes()
{
    return {
        {u"a bit flipped"_s, inBytes([](QByteArray content, const DamagedPlace &at) {
             content[at.offset] = static_cast<char>(content[at.offset] ^ (1 << (at.number % 8)));
             return content;
         })},
        {u"a byte replaced"_s, inBytes([](QByteArray content, const DamagedPlace &at) {
             content[at.offset] = static_cast<char>(content[at.offset] + 1 + at.number % 200);
             return content;
         })},
        {u"a block replaced"_s, inBytes([](QByteArray content, const DamagedPlace &at) {
             const qsizetype length = std::min<qsizetype>(64, content.size() - at.offset);
             return content.replace(at.offset, length, QByteArray(length, '\x05'));
         })},
        {u"truncated"_s,
            inBytes([](const QByteArray &content, const DamagedPlace &at) { return content.first(at.offset); })},
        {u"extended"_s, inBytes([](const QByteArray &content, const DamagedPlace &at) {
             return content + (at.number % 2 ? QByteArray(1 + at.number, '\n') : content);
         })},
        {u"emptied"_s, inBytes([](const QByteArray &, const DamagedPlace &) { return QByteArray(); })},
        {u"a block doubled"_s, inBytes([](QByteArray content, const DamagedPlace &at) {
             const qsizetype from = std::min(at.offset, std::max<qsizetype>(0, content.size() - 16));
             return content.insert(from, content.mid(from, 16));
         })},
        {u"two bytes swapped"_s, inBytes(withTwoBytesSwapped)},
    };
}

inline void renameFile(const DamagedFolder &backup, const DamagedPlace &at)
{
    const QStringList names{u".old"_s, u" "_s, u"~"_s, u".partial"_s, u".json"_s};
    QFile::rename(backup.path(at.file), backup.path(at.file) + names.at(at.number % names.size()));
}

inline void addFile(const DamagedFolder &backup, const DamagedPlace &at)
{
    backup.write(u"%1-%2"_s.arg(at.file).arg(at.number), backup.content(at.file));
}

/// Everything that happens to the bytes of a backup between the day it was taken and the day it is needed.
inline const QMap<QString, Corruption> &corruptions()
{
    static const QMap<QString, Corruption> all = [] {
        QMap<QString, Corruption> kinds = corruptionsOfBytes();
        kinds.insert(u"removed"_s,
            [](const DamagedFolder &backup, const DamagedPlace &at) { QFile::remove(backup.path(at.file)); });
        kinds.insert(u"swapped with another file"_s, swapFiles);
        kinds.insert(u"renamed"_s, renameFile);
        kinds.insert(u"a link to the same content"_s, linkFile);
        kinds.insert(u"a pipe or a folder"_s, replaceByPipeOrFolder);
        kinds.insert(u"a file added"_s, addFile);
        kinds.insert(u"a manifest that says something else"_s, changeManifest);
        return kinds;
    }();
    return all;
}

} // namespace sm::test
