// SPDX-License-Identifier: GPL-3.0-or-later
// Prints, for every write of the catalog that has a model, an input that uses all its members and the AWS CLI line for
// it, as JSON, one a line. test_clilines.py has the AWS CLI itself read them.
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
    }
}
