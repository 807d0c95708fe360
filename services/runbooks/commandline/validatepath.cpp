// SPDX-License-Identifier: GPL-3.0-or-later
#include "validatepath.h"

#include <QStringList>

#include <algorithm>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;
using aws::Shape;

namespace {

const Shape *shapeOf(const aws::Member *member) { return member ? member->shape : nullptr; }

struct Walked
{
    QString path;
    const Shape *shape = nullptr; ///< nullptr: the model does not know the place
};

Walked walk(const aws::Operation &operation, const QString &pointer)
{
    Walked at{{}, operation.input};
    if (!pointer.startsWith(u'/'))
        return at;
    for (QString step : pointer.mid(1).split(u'/')) {
        step.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
        if (at.shape && at.shape->type == Shape::Type::List) {
            at.path += u'[' + step + u']';
            at.shape = at.shape->element.shape;
        } else if (at.shape && at.shape->type == Shape::Type::Map) {
            at.path += u"[\"%1\"]"_s.arg(step.left(80));
            at.shape = at.shape->value.shape;
        } else {
            at.path += at.path.isEmpty() ? step : u'.' + step;
            at.shape = at.shape ? shapeOf(at.shape->member(step)) : nullptr;
        }
    }
    return at;
}

} // namespace

bool isOpenAt(const aws::Operation &operation, const QString &path, const QString &pointer)
{
    for (qsizetype end = pointer.size(); end > 0; end = pointer.lastIndexOf(u'/', end - 1)) {
        const Walked walked = walk(operation, pointer.left(end));
        if (walked.path == path)
            return walked.shape || end == pointer.size();
    }
    return false;
}

QString memberIn(const QString &path)
{
    const auto end = std::find_if(path.begin(), path.end(), [](QChar c) { return c == u'.' || c == u'['; });
    return path.left(end - path.begin());
}

} // namespace sm::commandline
