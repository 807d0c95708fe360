// SPDX-License-Identifier: GPL-3.0-or-later
#include "shapesample.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace sm::test {

using namespace Qt::Literals::StringLiterals;

namespace {

int least(const aws::Shape &shape) { return std::max(1, static_cast<int>(shape.minimum.value_or(1))); }

QJsonObject structureOf(const aws::Shape &shape, Extent extent, QSet<QString> around)
{
    QJsonObject object;
    if (around.contains(shape.name))
        return object;
    around << shape.name;
    for (const aws::Member &member : shape.members) {
        if (extent == Extent::Everything || shape.required.contains(member.name))
            object.insert(member.name, sampleOf(*member.shape, extent, around));
        if (shape.isUnion)
            break;
    }
    return object;
}

} // namespace

QJsonValue sampleOf(const aws::Shape &shape, Extent extent, const QSet<QString> &around)
{
    switch (shape.type) {
    case aws::Shape::Type::Structure:
        return structureOf(shape, extent, around);
    case aws::Shape::Type::List:
        return QJsonArray{sampleOf(*shape.element.shape, extent, around)};
    case aws::Shape::Type::Map:
        return QJsonObject{{u"key"_s, sampleOf(*shape.value.shape, extent, around)}};
    case aws::Shape::Type::String:
        return shape.enumeration.isEmpty() ? QString(least(shape), u'a') : shape.enumeration.first();
    case aws::Shape::Type::Integer:
    case aws::Shape::Type::Long:
        return least(shape);
    case aws::Shape::Type::Float:
    case aws::Shape::Type::Double:
        return std::min(shape.maximum.value_or(1.5), 1.5);
    case aws::Shape::Type::Boolean:
        return true;
    case aws::Shape::Type::Blob:
        return u"YWJj"_s;
    case aws::Shape::Type::Timestamp:
        return u"2026-01-02T03:04:05Z"_s;
    }
    return {};
}

QJsonObject sampleOf(const aws::Shape *shape, Extent extent)
{
    return shape ? sampleOf(*shape, extent).toObject() : QJsonObject();
}

} // namespace sm::test
