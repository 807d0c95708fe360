// SPDX-License-Identifier: GPL-3.0-or-later
// Prints, for every write of the catalog that has a model, an input that uses all its members and the AWS CLI line for
// it, as JSON, one a line; and again with a value in each member that an earlier step has yet to give.
// test_clilines.py has the AWS CLI itself read them.
#include <aws/models.h>
#include <core/json.h>
#include <operations/catalog.h>

#include <cliline.h>
#include <secretslots.h>

#include <QCoreApplication>
#include <QJsonArray>

#include <cstdio>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using aws::Shape;

namespace {

QJsonValue example(const Shape &shape, const QString &name, int depth);

QJsonObject structure(const Shape &shape, int depth)
{
    QJsonObject made;
    for (const aws::Member &member : shape.members) {
        const bool wanted = depth < 3 || shape.required.contains(member.name);
        if (wanted && (!shape.isUnion || made.isEmpty()) && depth < 6)
            made.insert(member.name, example(*member.shape, member.name, depth + 1));
    }
    return made;
}

QJsonValue example(const Shape &shape, const QString &name, int depth)
{
    switch (shape.type) {
    case Shape::Type::Structure:
        return structure(shape, depth);
    case Shape::Type::List:
        return QJsonArray{example(*shape.element.shape, u"-first"_s, depth + 1),
            example(*shape.element.shape, u"$second it's"_s, depth + 1)};
    case Shape::Type::Map:
        return QJsonObject{{u"key one"_s, example(*shape.value.shape, u"value"_s, depth + 1)}};
    case Shape::Type::Integer:
    case Shape::Type::Long:
        return 7;
    case Shape::Type::Float:
    case Shape::Type::Double:
        return 0.5;
    case Shape::Type::Boolean:
        return name.size() % 2 == 0;
    case Shape::Type::Blob:
        return u"eHl6"_s;
    case Shape::Type::Timestamp:
        return u"2024-01-02T03:04:05Z"_s;
    case Shape::Type::String:
        break;
    }
    return u"%1 \"it's\" $HOME; *\n=ü"_s.arg(name);
}

void print(const QString &line) { std::puts(line.toUtf8().constData()); }

/// The first value inside \p value that has no parts, behind \p pointer; or that value itself.
QString placeIn(const QJsonValue &value, const QString &pointer, bool isWhole)
{
    if (!isWhole && value.isArray() && !value.toArray().isEmpty())
        return placeIn(value.toArray().first(), pointer + u"/0"_s, false);
    const QJsonObject object = value.toObject();
    if (isWhole || object.isEmpty())
        return pointer;
    return placeIn(object.begin().value(), pointer + u'/' + object.begin().key(), false);
}

/// A value that an earlier step will give in each member of \p operation: inside of it, or in its place.
QList<Deferred> deferredIn(const Operation &operation, bool isWhole)
{
    QList<Deferred> all;
    for (auto it = operation.with.begin(); it != operation.with.end(); ++it) {
        const QString at = placeIn(it.value(), u'/' + it.key(), isWhole);
        const bool isSecret = !operation.secrets.isEmpty() && it.value().toVariant().toString().contains(u'$');
        if (!isSecret && !at.contains(u' '))
            all << Deferred{at, {{u"steps.a.output.%1"_s.arg(QString(at).mid(1).replace(u'/', u'.')), true}}};
    }
    return all;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const aws::Models models;
    const auto catalog = operations::Catalog::load();
    SystemInfo system;
    system.region = {u"eu-west-1"_s};
    system.endpointUrl = u"http://127.0.0.1:9"_s;
    if (!catalog)
        return 1;
    for (const QString &uses : catalog->entries()) {
        const auto service = models.service(uses.section(u':', 1, 1));
        const aws::Operation *operation = service ? (*service)->operation(uses.section(u':', 2)) : nullptr;
        if (!operation)
            continue;
        const QStringList secretPaths = catalog->entry(uses)->secrets;
        QSet<QString> names;
        const auto parted = operations::withSecretsMovedOut(
            {uses, operation->input ? structure(*operation->input, 0) : QJsonObject(), {}}, secretPaths, names);
        if (!parted)
            return 1;
        print(QString::fromUtf8(toCompactJson(QJsonObject{{u"uses"_s, uses}, {u"input"_s, parted->with},
            {u"cli"_s, operations::cliLine(**service, *parted, secretPaths, system)}})));
        for (const bool isWhole : {true, false}) {
            const QList<Deferred> deferred = deferredIn(*parted, isWhole);
            QJsonObject later;
            for (const Deferred &each : deferred)
                later.insert(each.parts.first().text, each.at);
            print(QString::fromUtf8(toCompactJson(QJsonObject{{u"uses"_s, uses}, {u"input"_s, parted->with},
                {u"later"_s, later}, {u"secrets"_s, QJsonArray::fromStringList(parted->secrets.keys())},
                {u"cli"_s, operations::cliLine(**service, *parted, secretPaths, system, deferred)}})));
        }
    }
}
