// SPDX-License-Identifier: GPL-3.0-or-later
#include "keptrows.h"

#include "exacttext.h"

#include <core/json.h>

#include <QCoreApplication>
#include <QJsonObject>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;

namespace {

Error damaged()
{
    return Error(Error::Kind::Storage,
        QCoreApplication::translate("sm::executors::Sql", "What was kept of the table can not be read."))
        .withCode(u"CaptureDamaged"_s);
}

void append(QByteArray &out, const QJsonValue &value)
{
    if (!value.isString()) {
        out += "\\N";
        return;
    }
    const QByteArray text = value.toString().toUtf8();
    for (const char c : text) {
        switch (c) {
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            out += c;
        }
    }
}

QJsonValue valueOf(QByteArrayView field)
{
    if (field == "\\N")
        return QJsonValue::Null;
    QByteArray text;
    for (qsizetype at = 0; at < field.size(); ++at) {
        if (field[at] != '\\' || at + 1 == field.size()) {
            text += field[at];
            continue;
        }
        const char c = field[++at];
        text += c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
    }
    return exactText(text);
}

QJsonArray rowOf(const QByteArray &line)
{
    QJsonArray row;
    const QList<QByteArray> fields = line.split('\t');
    for (const QByteArray &field : fields)
        row << valueOf(field);
    return row;
}

} // namespace

QByteArray KeptRows::encoded() const
{
    QByteArray out = toCompactJson(QJsonObject{{u"columns"_s, QJsonArray::fromStringList(columns)}}) + '\n';
    for (const QJsonValue row : rows) {
        const QJsonArray values = row.toArray();
        for (qsizetype at = 0; at < values.size(); ++at) {
            if (at > 0)
                out += '\t';
            append(out, values.at(at));
        }
        out += '\n';
    }
    return out;
}

Result<KeptRows> KeptRows::decoded(const QByteArray &bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    const Result<QJsonValue> head = parseJson(bytes.left(std::max<qsizetype>(end, 0)));
    if (!head || !(*head)[u"columns"_s].isArray() || !bytes.endsWith('\n'))
        return damaged();
    KeptRows kept;
    const QJsonArray names = (*head)[u"columns"_s].toArray();
    for (const QJsonValue name : names)
        kept.columns << name.toString();
    QList<QByteArray> lines = copyText(bytes).split('\n');
    lines.removeLast();
    for (const QByteArray &line : std::as_const(lines)) {
        const QJsonArray row = rowOf(line);
        if (row.size() != kept.columns.size())
            return damaged();
        kept.rows << row;
    }
    return kept;
}

QByteArray KeptRows::copyText(const QByteArray &bytes) { return bytes.sliced(bytes.indexOf('\n') + 1); }

QJsonArray KeptRows::only(const QStringList &names) const
{
    QJsonArray found;
    for (const QJsonValue row : rows) {
        QJsonArray values;
        for (const QString &name : names)
            values << row[columns.indexOf(name)];
        found << values;
    }
    return found;
}

} // namespace sm::executors
