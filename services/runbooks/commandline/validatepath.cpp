// SPDX-License-Identifier: GPL-3.0-or-later
#include "validatepath.h"

#include "pointer.h"
#include "suggestion.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <utility>

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

QString nearestMember(const aws::Operation &operation, const QString &path)
{
    static const QRegularExpression step(u"\\[\"([^\"]*)\"\\]|\\[([0-9]+)\\]|([^.\\[]+)"_s);
    QString pointer;
    QString last;
    QString before;
    for (auto each = step.globalMatch(path); each.hasNext();) {
        const QRegularExpressionMatch match = each.next();
        last = match.captured(match.lastCapturedIndex());
        before = std::exchange(pointer, pointer + pointerStep(last));
    }
    const Shape *parent = before.isEmpty() ? operation.input : walk(operation, before).shape;
    if (!parent || parent->type != Shape::Type::Structure || parent->member(last))
        return {};
    QStringList names;
    for (const aws::Member &member : parent->members)
        names << member.name;
    return suggestion(last, names).name;
}

QString memberIn(const QString &path)
{
    const auto end = std::find_if(path.begin(), path.end(), [](QChar c) { return c == u'.' || c == u'['; });
    return path.left(end - path.begin());
}

} // namespace sm::commandline
