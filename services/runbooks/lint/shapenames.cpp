// SPDX-License-Identifier: GPL-3.0-or-later
#include "shapenames.h"

namespace sm::lint {

namespace {

void collect(const aws::Shape *shape, ShapeNames &names, QSet<const aws::Shape *> &seen)
{
    if (shape == nullptr || seen.contains(shape))
        return;
    seen.insert(shape);
    names.isOpen = names.isOpen || shape->type == aws::Shape::Type::Map || shape->isDocument;
    for (const aws::Member &member : shape->members) {
        names.members.insert(member.name);
        collect(member.shape, names, seen);
    }
    collect(shape->element.shape, names, seen);
    collect(shape->value.shape, names, seen);
}

} // namespace

ShapeNames shapeNames(const aws::Shape *shape)
{
    ShapeNames names;
    names.isOpen = shape == nullptr;
    QSet<const aws::Shape *> seen;
    collect(shape, names, seen);
    return names;
}

} // namespace sm::lint
