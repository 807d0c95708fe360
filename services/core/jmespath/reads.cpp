// SPDX-License-Identifier: GPL-3.0-or-later
#include "reads.h"

namespace sm::jmespath {

namespace {

using Kind = Node::Kind;

/// The names that lead from the data to a value; nothing where a value is made or belongs to a projection.
using Path = std::optional<QStringList>;

/// Follows an expression as the interpreter does, with paths in place of values. What goes on from a value that has no
/// path can not reach the data any more: the language has no way back to it.
class PathFinder
{
public:
    void read(const Node &node, const Path &from) { look(followed(node, from)); }

    QList<QStringList> paths() const { return m_paths; }

private:
    Path followed(const Node &node, const Path &from)
    {
        switch (node.kind) {
        case Kind::Current:
            return from;
        case Kind::Literal:
        case Kind::Reference:
            return {};
        case Kind::Field:
            return from ? Path(*from + QStringList{node.text}) : Path();
        case Kind::Chain:
            return chained(node, from);
        case Kind::Index:
        case Kind::Slice:
            look(from);
            return {};
        case Kind::Projection:
        case Kind::ObjectProjection:
        case Kind::FilterProjection:
            read(*node.children.front(), from);
            return {};
        default:
            for (const NodePointer &child : node.children)
                read(*child, from);
            return {};
        }
    }

    Path chained(const Node &node, Path path)
    {
        for (const NodePointer &child : node.children)
            path = followed(*child, path);
        return path;
    }

    void look(const Path &path)
    {
        if (path && !m_paths.contains(*path))
            m_paths << *path;
    }

    QList<QStringList> m_paths;
};

} // namespace

QList<QStringList> readsOf(const Node &root)
{
    PathFinder finder;
    finder.read(root, QStringList());
    return finder.paths();
}

} // namespace sm::jmespath
