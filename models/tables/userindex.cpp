// SPDX-License-Identifier: GPL-3.0-or-later
#include "userindex.h"

#include "packedtext.h"

#include <QDateTime>

#include <cstring>

namespace sm::tables {

namespace {

constexpr quint16 NameId = 0;

void appendField(std::string &records, quint16 id, QStringView value)
{
    const size_t start = records.size();
    records.append(reinterpret_cast<const char *>(&id), sizeof id);
    records.append(sizeof(quint32), '\0');
    appendUtf8(records, value);
    const auto size = static_cast<quint32>(records.size() - start - sizeof id - sizeof(quint32));
    std::memcpy(records.data() + start + sizeof id, &size, sizeof size);
}

void appendText(std::string &text, QStringView value)
{
    appendFolded(text, value);
    text.push_back('\n');
}

/// The content of \p slot for writing: a copy first when a snapshot still reads it.
template <typename T>
T &owned(std::shared_ptr<const T> &slot)
{
    if (slot.use_count() > 1)
        slot = std::make_shared<T>(*slot);
    return const_cast<T &>(*slot);
}

/// Walks the attributes of one record; the last one has the id 0xffff.
class Fields
{
public:
    static constexpr quint16 End = 0xffff;
    explicit Fields(const char *record)
        : m_at(record)
    {
    }
    bool next()
    {
        std::memcpy(&id, m_at, sizeof id);
        if (id == End)
            return false;
        quint32 size = 0;
        std::memcpy(&size, m_at + sizeof id, sizeof size);
        value = std::string_view(m_at + sizeof id + sizeof size, size);
        m_at = value.data() + size;
        return true;
    }
    quint16 id = End;
    std::string_view value;

private:
    const char *m_at;
};

QString toText(std::string_view utf8) { return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())); }

} // namespace

UserIndex::UserIndex()
    : m_attributeNames{QString()}
    , m_groupSets{QStringList()}
{
}

UserIndex::Segment &UserIndex::writable(int row)
{
    return owned(m_segments[static_cast<size_t>(row / RowsPerSegment)]);
}

UserIndex::Segment::Row &UserIndex::writableRow(int row)
{
    return writable(row).rows[static_cast<size_t>(row % RowsPerSegment)];
}

/// \p likely is tried first: users of one pool have their attributes in one order.
quint16 UserIndex::internAttribute(const QString &name, quint16 likely)
{
    if (likely < m_attributeNames.size() && m_attributeNames.at(likely) == name)
        return likely;
    const auto known = m_attributeIds.constFind(name);
    if (known != m_attributeIds.constEnd())
        return *known;
    const auto id = static_cast<quint16>(m_attributeNames.size());
    m_attributeNames.append(name);
    m_attributeIds.insert(name, id);
    return id;
}

quint32 UserIndex::internGroups(QStringList groups)
{
    if (groups.isEmpty())
        return 0;
    const auto known = m_groupSetIds.constFind(groups);
    if (known != m_groupSetIds.constEnd())
        return *known;
    const auto id = static_cast<quint32>(m_groupSets.size());
    m_groupSetIds.insert(groups, id);
    m_groupSets.append(std::move(groups));
    return id;
}

void UserIndex::write(Segment &segment, Segment::Row &row, const User &user)
{
    row.record = static_cast<quint32>(segment.records.size());
    row.folded = static_cast<quint32>(segment.text.size());
    row.groupSet = internGroups(user.groups);
    row.createdMs = user.created.toMSecsSinceEpoch();
    row.modifiedMs = user.modified.toMSecsSinceEpoch();
    row.status = user.status;
    row.enabled = user.enabled;

    appendField(segment.records, NameId, user.name.value);
    appendText(segment.text, user.name.value);
    quint16 id = NameId;
    for (const UserAttribute &each : user.attributes) {
        id = internAttribute(each.name, static_cast<quint16>(id + 1));
        appendField(segment.records, id, each.value);
        if (each.value != user.name.value) // "sub" mostly repeats the name
            appendText(segment.text, each.value);
    }
    segment.records.append(2, '\xff');
    row.foldedSize = static_cast<quint32>(segment.text.size()) - row.folded;
}

/// Gives back what the last segment's texts have in reserve: it will not grow any more.
void UserIndex::finishSegment()
{
    if (m_segments.empty())
        return;
    Segment &last = owned(m_segments.back());
    last.records.shrink_to_fit();
    last.text.shrink_to_fit();
}

void UserIndex::append(const QList<User> &users)
{
    for (const User &user : users) {
        const int row = m_size++;
        if (row % RowsPerSegment == 0) {
            finishSegment();
            m_segments.push_back(std::make_shared<Segment>());
            m_names.push_back(std::make_shared<NameTable>());
        }
        Segment &segment = writable(row);
        write(segment, segment.rows.emplace_back(), user);
        owned(m_names.back()).insert(NameTable::hashOf(value(row, NameId)), row % RowsPerSegment);
    }
}

void UserIndex::replace(int row, const User &user)
{
    Segment &segment = writable(row);
    segment.inOrder = false;
    write(segment, writableRow(row), user);
}

void UserIndex::remove(int row)
{
    if (at(row).removed)
        return;
    writableRow(row).removed = true;
    ++m_removed;
}

void UserIndex::addMembers(const QString &group, const QList<UserName> &members)
{
    for (const UserName &name : members) {
        const int row = rowOf(name);
        if (row < 0 || groups(row).contains(group))
            continue;
        QStringList all = groups(row);
        all.append(group);
        all.sort(Qt::CaseInsensitive);
        const quint32 set = internGroups(std::move(all));
        writableRow(row).groupSet = set;
    }
}

int UserIndex::rowOf(const UserName &name) const
{
    std::string wanted;
    appendUtf8(wanted, name.value);
    const size_t hash = NameTable::hashOf(wanted);
    int first = 0;
    for (const auto &names : m_names) {
        const int found = names->find(hash, [this, first, &wanted](int row) {
            return !at(first + row).removed && value(first + row, NameId) == wanted;
        });
        if (found >= 0)
            return first + found;
        first += RowsPerSegment;
    }
    return -1;
}

std::string_view UserIndex::value(int row, quint16 attributeId) const
{
    Fields fields(segmentOf(row).records.data() + at(row).record);
    while (fields.next()) {
        if (fields.id == attributeId)
            return fields.value;
    }
    return {};
}

User UserIndex::user(int row) const
{
    const Segment::Row &entry = at(row);
    User user;
    Fields fields(segmentOf(row).records.data() + entry.record);
    while (fields.next()) {
        if (fields.id == NameId)
            user.name.value = toText(fields.value);
        else
            user.attributes.append({m_attributeNames.at(fields.id), toText(fields.value)});
    }
    user.status = entry.status;
    user.enabled = entry.enabled;
    user.created = QDateTime::fromMSecsSinceEpoch(entry.createdMs, Qt::UTC);
    user.modified = QDateTime::fromMSecsSinceEpoch(entry.modifiedMs, Qt::UTC);
    user.groups = groups(row);
    return user;
}

QString UserIndex::name(int row) const { return toText(value(row, NameId)); }

std::string_view UserIndex::utf8(int row, int attributeId) const
{
    return attributeId < 0 ? std::string_view() : value(row, static_cast<quint16>(attributeId));
}

QString UserIndex::attribute(int row, int attributeId) const { return toText(utf8(row, attributeId)); }

int UserIndex::attributeId(const QString &name) const
{
    return m_attributeIds.contains(name) ? m_attributeIds.value(name) : -1;
}

QStringList UserIndex::attributeNames() const { return m_attributeNames.mid(1); }

const QStringList &UserIndex::groups(int row) const { return m_groupSets.at(at(row).groupSet); }

} // namespace sm::tables
