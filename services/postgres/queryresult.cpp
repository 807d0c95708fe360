// SPDX-License-Identifier: GPL-3.0-or-later
#include "queryresult.h"

#include <QJsonObject>
#include <QStringList>

namespace sm::postgres {

using namespace Qt::Literals::StringLiterals;

namespace {

QStringList uniqueNames(const QList<Column> &columns)
{
    QStringList names;
    for (const Column &column : columns) {
        QString name = column.name;
        for (int number = 2; names.contains(name); ++number)
            name = u"%1_%2"_s.arg(column.name).arg(number);
        names.append(name);
    }
    return names;
}

} // namespace

QJsonArray QueryResult::objects() const
{
    const QStringList names = uniqueNames(columns);
    QJsonArray objects;
    for (const QJsonValue &row : rows) {
        const QJsonArray values = row.toArray();
        QJsonObject object;
        for (qsizetype i = 0; i < names.size(); ++i)
            object.insert(names[i], values.at(i));
        objects.append(object);
    }
    return objects;
}

} // namespace sm::postgres
