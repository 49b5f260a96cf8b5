#pragma once

#include "common/dialogframe.h"
#include "store/mapper.h"

#include <QTimer>

#include <functional>

class QCheckBox;
class QLineEdit;
class QStackedWidget;
class QTabWidget;

namespace owb::ui {

class EntityMap;
class MapProblems;
class MapRows;
class Prompt;

/** Maps the tables of a database to what this program knows of, with the first rows as they then read. */
class MappingDialog : public DialogFrame
{
    Q_OBJECT
public:
    /** Maps are saved in `folder` unless another place is chosen; `prompt` must outlive this. */
    MappingDialog(std::unique_ptr<store::Mapper> mapper, Prompt& prompt, QString folder, QWidget* parent);
    /** Starts with the map in this file instead of a draft, and saves it there. */
    void edit(const store::SchemaProfile& profile, const QString& file);
    /** Saves in the folder of the program and closes. */
    void accept() override;
    /** The map as it stands. */
    [[nodiscard]] store::SchemaProfile profile() const;
    [[nodiscard]] const QList<store::MapProblem>& problems() const { return m_problems; }

Q_SIGNALS:
    void saved(const owb::store::SchemaProfile& profile, const QString& path);

private:
    void build();
    [[nodiscard]] QWidget* makeHead();
    [[nodiscard]] QWidget* makeBody();
    void readTables();
    void begin(const store::SchemaProfile& profile);
    void mapChanged();
    void take(const store::MapPreview& preview);
    void showProblems();
    void focusProblem(const store::MapProblem& problem);
    /** Goes on when nothing is wrong with the map, once its rows have been read; else says what is. */
    void whenSound(const std::function<void()>& goOn);
    [[nodiscard]] bool isSound();
    void saveOwn();
    void saveElsewhere();
    void save(const QString& path);

    std::unique_ptr<store::Mapper> m_mapper;
    Prompt& m_prompt;
    QString m_folder;
    store::SchemaProfile m_start; // what has no field here stays as it was in this
    QString m_file; // that it is in; empty: a new one
    bool m_ready = false;
    bool m_rowsAreRead = false; // those of the map as it is now
    std::function<void()> m_whenRead;
    QList<store::TableInfo> m_tables;
    QList<store::MapProblem> m_rowProblems;
    QList<store::MapProblem> m_problems;
    QLineEdit* m_title = nullptr;
    QCheckBox* m_readOnly = nullptr;
    QTabWidget* m_tabs = nullptr;
    QStackedWidget* m_rows = nullptr;
    QHash<store::Entity, EntityMap*> m_maps;
    QHash<store::Entity, MapRows*> m_previews;
    MapProblems* m_list = nullptr;
    QTimer m_settle;
};

} // namespace owb::ui
