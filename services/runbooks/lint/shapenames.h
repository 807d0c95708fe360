// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/shape.h>

#include <QSet>

namespace sm::lint {

/// The names of the members of a shape and of all that it holds.
struct ShapeNames
{
    QSet<QString> members;
    bool isOpen = false; ///< keys of maps and documents can be anything, or there is no shape
};

ShapeNames shapeNames(const aws::Shape *shape);

} // namespace sm::lint
