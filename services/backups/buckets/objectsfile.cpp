// SPDX-License-Identifier: GPL-3.0-or-later
#include "objectsfile.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

constexpr qint64 longestLine = 64 * 1024; // a key has 1,024 bytes at most
constexpr qsizetype atATime = 1000;

Error unreadable(const QFile &file)
{
    return Error(Error::Kind::Storage, tr("%1: %2").arg(file.fileName(), file.errorString()));
}

Error outOfOrder(const QString &name)
{
    return Error(Error::Kind::BadReply,
        tr("The list of the backup's objects is damaged: “%1” is not in its place. Do not use this backup; take "
           "another one.")
            .arg(name.left(200)))
        .withCode(u"BackupDamaged"_s);
}

} // namespace

ObjectsReader::ObjectsReader(const QString &file, BucketPlace source, BucketPlace copies)
    : m_lines(file)
    , m_source(std::move(source))
    , m_copies(std::move(copies))
{
}

Result<QList<BucketObject>> ObjectsReader::next()
{
    QList<BucketObject> some;
    while (some.size() < atATime) {
        const Result<std::optional<QJsonObject>> line = m_lines.next();
        if (!line)
            return line.error();
        if (!*line)
            break;
        if (const auto taken = take(**line, some); !taken)
            return taken.error();
    }
    return some;
}

Result<void> ObjectsReader::take(const QJsonObject &line, QList<BucketObject> &some)
{
    const Result<BucketObject> object = objectIn(line, m_source, m_copies);
    if (!object)
        return object.error();
    if (!m_last.isEmpty() && !isListedBefore(m_last, object->name))
        return outOfOrder(object->name);
    m_last = object->name;
    some << *object;
    return ok();
}

QString ObjectsWriter::fileName() { return u"objects.jsonl"_s; }

ObjectsWriter::ObjectsWriter(const QString &file, BucketPlace source, BucketPlace copies)
    : m_file(file)
    , m_source(std::move(source))
    , m_copies(std::move(copies))
{
}

Result<std::unique_ptr<ObjectsWriter>> ObjectsWriter::open(const QString &file, BucketPlace source, BucketPlace copies)
{
    std::unique_ptr<ObjectsWriter> writer(new ObjectsWriter(file, std::move(source), std::move(copies)));
    if (!writer->m_file.open(QIODevice::ReadWrite))
        return unreadable(writer->m_file);
    writer->m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (const auto continued = writer->goOn(); !continued)
        return continued.error();
    return writer;
}

Result<void> ObjectsWriter::goOn()
{
    qint64 whole = 0;
    while (!m_file.atEnd()) {
        const QByteArray line = m_file.readLine(longestLine);
        if (!line.endsWith('\n'))
            break; // the program ended while it was being written
        const Result<BucketObject> object = objectIn(QJsonDocument::fromJson(line).object(), m_source, m_copies);
        if (!object)
            return object.error();
        count(*object);
        whole = m_file.pos();
    }
    if (!m_file.resize(whole) || !m_file.seek(whole))
        return unreadable(m_file);
    return ok();
}

void ObjectsWriter::count(const BucketObject &object)
{
    m_last = object.name;
    ++m_objects;
    m_bytes += object.size;
}

Result<void> ObjectsWriter::add(const QList<BucketObject> &objects)
{
    QByteArray lines;
    for (const BucketObject &each : objects) {
        lines += lineOf(each, m_source, m_copies);
        count(each);
    }
    if (m_file.write(lines) != lines.size() || !m_file.flush())
        return unreadable(m_file);
    return ok();
}

} // namespace sm::backups
